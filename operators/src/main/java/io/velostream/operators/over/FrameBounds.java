package io.velostream.operators.over;

import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.Cells;
import io.velostream.operators.rows.RowOrder;
import io.velostream.operators.rows.SortColumn;
import java.util.List;

/// Where a RANGE frame begins and ends, by the values of the order.
final class FrameBounds {
  private final OverFrame frame;
  private final RowOrder order;
  private final int column;
  private final boolean descending;
  private final boolean nullsFirst;
  private final FrameRows rows;

  FrameBounds(OverFrame frame, List<SortColumn> order, FrameRows rows) {
    this.frame = frame;
    this.order = new RowOrder(order);
    this.rows = rows;
    column = order.isEmpty() ? -1 : order.getFirst().column();
    descending = !order.isEmpty() && order.getFirst().descending();
    nullsFirst = !order.isEmpty() && order.getFirst().nullsFirst();
  }

  /// Whether a row lies before the frame of the current one. The frame has a start.
  boolean isBefore(int row, int current) {
    return compare(row, current, frame.start()) < 0;
  }

  /// Whether a row lies after the frame of the current one. The frame has an end.
  boolean isAfter(int row, int current) {
    return compare(row, current, frame.end()) > 0;
  }

  /// Whether all rows of the current one's frame have come, given that all rows with a time below
  /// the watermark have; the first order column is the time and the frame has an end.
  boolean isComplete(int current, long watermark) {
    long time = ((LongVector) rows.column(column)).values()[current];
    return plus(time, frame.end()) < watermark;
  }

  /// Where a row stands relative to the point at a distance from the current one. NULL is at no
  /// distance from anything: the frame of a row with NULL is its peers.
  private int compare(int row, int current, long distance) {
    if (distance == 0) {
      return order.compare(rows.columns(), row, rows.columns(), current);
    }
    Vector values = rows.column(column);
    boolean rowIsNull = values.isNull(row);
    boolean currentIsNull = values.isNull(current);
    if (rowIsNull || currentIsNull) {
      return rowIsNull == currentIsNull ? 0 : rowIsNull == nullsFirst ? -1 : 1;
    }
    long step = descending ? -distance : distance;
    int result =
        values instanceof DoubleVector doubles
            ? Cells.compare(doubles.values()[row], doubles.values()[current] + step)
            : Long.compare(
                ((LongVector) values).values()[row],
                plus(((LongVector) values).values()[current], step));
    return descending ? -result : result;
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? (b > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : sum;
  }
}
