package io.velostream.operators.order;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.RowOrder;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.rows.SortColumn;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows on their way into order: a sorted run, then newer rows in order of arrival.
///
/// Input that comes in order only ever extends the run, by copying arrays. When it does not, the
/// new rows are sorted by themselves and merged into the end of the run, so the cost grows with how
/// far rows are displaced and not with how many are held. Rows that are equal by the order keep
/// their order of arrival.
final class OrderedBuffer implements MemorySized {
  private final List<Lane> lanes;
  private final RunColumn[] columns;
  private final RowOrder order;
  private final int timeColumn;

  /// Whether rows are ordered by one ascending column, which is worth a comparison of its own.
  private final boolean byTimeOnly;

  private final IntSort sort = new IntSort();
  private int[] permutation = new int[0];
  private int[] fresh = new int[0];
  private int head;
  private int sortedEnd;
  private int end;

  /// @param order to sort by
  OrderedBuffer(List<Lane> lanes, List<SortColumn> order) {
    this.lanes = List.copyOf(lanes);
    columns = lanes.stream().map(RunColumn::of).toArray(RunColumn[]::new);
    this.order = new RowOrder(order);
    byTimeOnly = order.size() == 1 && !order.getFirst().descending();
    timeColumn = order.isEmpty() ? -1 : order.getFirst().column();
  }

  /// Copies rows in: those of `rows`, or the first `count` ones.
  ///
  /// @param ascending whether the caller knows that these rows are in order among themselves and
  ///   that none of them comes before [#lastTime()]
  void append(Batch batch, int @Nullable [] rows, int count, boolean ascending) {
    for (int c = 0; c < columns.length; c++) {
      columns[c].append(batch.column(c), rows, count, end);
    }
    boolean extendsRun = ascending && sortedEnd == end;
    end += count;
    if (extendsRun) {
      sortedEnd = end;
    }
  }

  /// Time of the last row of the sorted run, or `Long.MIN_VALUE` when the buffer is empty. A row
  /// that is not below it extends the run, unless there are unsorted rows.
  long lastTime() {
    return sortedEnd == head
        ? Long.MIN_VALUE
        : ((LongVector) columns[timeColumn].view()).values()[sortedEnd - 1];
  }

  /// Puts all rows in order.
  void sort() {
    if (sortedEnd == end) {
      return;
    }
    Vector[] views = views();
    int unsorted = end - sortedEnd;
    if (fresh.length < unsorted) {
      fresh = new int[Math.max(unsorted, fresh.length * 2)];
    }
    for (int i = 0; i < unsorted; i++) {
      fresh[i] = sortedEnd + i;
    }
    IntSort.Order comparison = comparison(views);
    sort.sort(fresh, 0, unsorted, comparison);
    int[] newer = fresh;
    int from = firstAfter(comparison, newer[0]);
    int count = end - from;
    if (permutation.length < count) {
      permutation = new int[Math.max(count, permutation.length * 2)];
    }
    int a = from;
    int b = 0;
    for (int i = 0; i < count; i++) {
      boolean old = a < sortedEnd && (b == unsorted || comparison.compare(newer[b], a) >= 0);
      permutation[i] = old ? a++ : newer[b++];
    }
    for (RunColumn column : columns) {
      column.permute(permutation, from, count);
    }
    sortedEnd = end;
  }

  private IntSort.Order comparison(Vector[] views) {
    if (byTimeOnly && views[timeColumn] instanceof LongVector times && times.nulls() == null) {
      long[] values = times.values();
      return (a, b) -> Long.compare(values[a], values[b]);
    }
    return (a, b) -> order.compare(views, a, views, b);
  }

  /// The first row of the run that comes after `row`.
  private int firstAfter(IntSort.Order comparison, int row) {
    int low = head;
    int high = sortedEnd;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comparison.compare(middle, row) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Index of the first row whose time is not below `time`; rows must be in order.
  int firstNotBefore(long time) {
    long[] times = ((LongVector) columns[timeColumn].view()).values();
    int low = head;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Index of the first row.
  int head() {
    return head;
  }

  /// Index after the last row.
  int end() {
    return end;
  }

  /// The columns, rows `head() .. end() - 1`; valid until the next change.
  Vector[] views() {
    Vector[] views = new Vector[columns.length];
    for (int c = 0; c < views.length; c++) {
      views[c] = columns[c].view();
    }
    return views;
  }

  /// Forgets the rows before an index. Moving the others is put off until at least as many rows
  /// have been dropped, so that each row is moved once at most, on average.
  void dropBefore(int index) {
    head = index;
    if (head == end || head >= end - head) {
      for (RunColumn column : columns) {
        column.drop(head, end);
      }
      end -= head;
      sortedEnd -= head;
      head = 0;
    }
  }

  /// Writes the rows, in order as far as they are.
  void save(StateOutput out) {
    int[] rows = new int[end - head];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = head + i;
    }
    out.putVarint(sortedEnd - head);
    SavedRows.save(
        lanes,
        views(),
        rows,
        rows.length,
        out,
        (_, _, count) -> {
          for (int i = 0; i < count; i++) {
            // A byte for each row, whatever its columns take.
            out.putByte(0);
          }
        });
  }

  /// Adds the rows that [#save] has written and whose keys are in the range.
  void restore(StateInput in, List<Integer> keyColumns, KeyRange range) {
    int sorted = in.getCount(1);
    boolean first = head == end;
    int[] seen = new int[1];
    SavedRows.restore(
        lanes,
        in,
        (read, count) -> {
          Vector[] keys = keyColumns.stream().map(c -> read[c]).toArray(Vector[]::new);
          boolean[] held = range.held(keys, count);
          int[] kept = new int[count];
          int n = 0;
          int inOrder = 0;
          for (int i = 0; i < count; i++) {
            in.getByte();
            if (held[i]) {
              kept[n++] = i;
              inOrder += seen[0] + i < sorted ? 1 : 0;
            }
          }
          seen[0] += count;
          if (n > 0) {
            append(new Batch(read, n, kept, null), kept, n, false);
          }
          if (first) {
            sortedEnd += inOrder;
          }
        });
    if (sorted > seen[0]) {
      throw in.damaged(sorted + " sorted rows of " + seen[0]);
    }
  }

  @Override
  public long memoryBytes() {
    long bytes = 4L * (permutation.length + fresh.length);
    for (RunColumn column : columns) {
      bytes += column.memoryBytes();
    }
    return bytes;
  }
}
