package io.velostream.operators.over;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowOrder;
import io.velostream.operators.rows.SortColumn;
import java.util.List;

/// Finds peers, rows that are equal by the order, among rows that are in order.
final class Peers implements MemorySized {
  private final RowOrder order;

  /// The only order column, -1 when there are several or none.
  private final int onlyColumn;

  private boolean[] tied = new boolean[0];
  private boolean any;

  Peers(List<SortColumn> order) {
    this.order = new RowOrder(order);
    onlyColumn = order.size() == 1 ? order.getFirst().column() : -1;
  }

  /// Starts on a batch of `count` rows.
  void begin(int count) {
    any = false;
    if (tied.length < count) {
      tied = new boolean[Math.max(count, tied.length * 2)];
    }
  }

  /// Looks at the rows `rows[from .. to - 1]` of one partition.
  void mark(Vector[] columns, int[] rows, int from, int to) {
    if (onlyColumn >= 0
        && columns[onlyColumn] instanceof LongVector times
        && times.nulls() == null) {
      any |= mark(times.values(), rows, from, to, tied);
    } else {
      for (int k = from; k < to - 1; k++) {
        tied[k] = order.compare(columns, rows[k], columns, rows[k + 1]) == 0;
        any |= tied[k];
      }
    }
    tied[to - 1] = false;
  }

  private static boolean mark(long[] times, int[] rows, int from, int to, boolean[] tied) {
    boolean found = false;
    for (int k = from; k < to - 1; k++) {
      boolean same = times[rows[k]] == times[rows[k + 1]];
      tied[k] = same;
      found |= same;
    }
    return found;
  }

  /// Whether a row looked at has a peer in its partition.
  boolean any() {
    return any;
  }

  /// By place: whether the next row is a peer of this one.
  boolean[] tied() {
    return tied;
  }

  /// Where to end a run of rows that starts at `from` so that no peers are parted: at most `most`
  /// rows on if there is such a place.
  int cut(Vector[] columns, int from, int most, int to) {
    if (to - from <= most) {
      return to;
    }
    int end = from + most;
    while (end > from && order.compare(columns, end - 1, columns, end) == 0) {
      end--;
    }
    if (end > from) {
      return end;
    }
    end = from + most;
    while (end < to && order.compare(columns, end - 1, columns, end) == 0) {
      end++;
    }
    return end;
  }

  /// Gives each row what the last of its peers has.
  static void spread(long[] results, int[] rows, boolean[] tied, int count) {
    for (int k = count - 2; k >= 0; k--) {
      if (tied[k]) {
        results[rows[k]] = results[rows[k + 1]];
      }
    }
  }

  @Override
  public long memoryBytes() {
    return tied.length;
  }
}
