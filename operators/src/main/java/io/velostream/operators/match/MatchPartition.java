package io.velostream.operators.match;

import io.velostream.columnar.MemorySized;
import io.velostream.operators.rows.RowStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of one partition that a match can still look at, by their numbers in it, and how far
/// the search has come.
final class MatchPartition implements MemorySized {
  static final int NO_ROW = -1;

  /// Its number in the index.
  private final int index;

  private int[] slots = new int[4];
  private int head;
  private int count;

  /// Number of the row at `head`.
  private long first;

  /// Number of the row at which the next match may begin.
  private long start;

  /// Number behind that of the last row that has come in order.
  private long visible;

  private long matches;

  /// Number behind that of the last row that a match has had.
  private long matchedTo;

  private @Nullable Attempt attempt;

  MatchPartition(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  long start() {
    return start;
  }

  long visible() {
    return visible;
  }

  long matches() {
    return matches;
  }

  long matchedTo() {
    return matchedTo;
  }

  @Nullable Attempt attempt() {
    return attempt;
  }

  void attempt(@Nullable Attempt current) {
    attempt = current;
  }

  /// Adds a row, which is not visible yet, and returns its number.
  long add(int slot) {
    if (head + count == slots.length) {
      int[] target = count * 2 > slots.length ? new int[slots.length * 2] : slots;
      System.arraycopy(slots, head, target, 0, count);
      slots = target;
      head = 0;
    }
    slots[head + count] = slot;
    return first + count++;
  }

  /// The next row has come.
  void show() {
    visible++;
  }

  /// Where a row is, or [#NO_ROW] when there is none of that number.
  int slot(long number) {
    return number < first || number >= first + count
        ? NO_ROW
        : slots[head + (int) (number - first)];
  }

  /// A match has been found, whose last row comes before `end`.
  void matched(long end) {
    matches++;
    matchedTo = Math.max(matchedTo, end);
  }

  /// Goes on to another row, and gives up those that lie more than `back` rows behind it.
  void startAt(long number, long back, RowStore store) {
    start = number;
    while (count > 0 && first < number - back) {
      store.remove(slots[head++]);
      first++;
      count--;
    }
  }

  /// The rows that are held, in order.
  int[] held() {
    return Arrays.copyOfRange(slots, head, head + count);
  }

  /// Takes up where another one was; its rows are still to be added.
  void restore(long firstRow, long startRow, long visibleRows, long matchCount, long matchedRows) {
    first = firstRow;
    start = startRow;
    visible = visibleRows;
    matches = matchCount;
    matchedTo = matchedRows;
  }

  long first() {
    return first;
  }

  int rows() {
    return count;
  }

  @Override
  public long memoryBytes() {
    return 4L * slots.length + (attempt == null ? 0 : attempt.memoryBytes());
  }
}
