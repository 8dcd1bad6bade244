package io.velostream.operators.order;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongBounds;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.rows.SortColumn;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of an append-only input until their place in an order is fixed, that is, until no row can
/// come before them any more.
///
/// Ordered by an event time first, rows behind the watermark are late and never get in, so that the
/// watermark fixes places. Otherwise all places are fixed when the input ends. Rows that are equal
/// by the order stay in order of arrival.
public final class OrderedInput implements MemorySized {
  private static final String NO_TIME = "event time is NULL";

  private final String consumer;
  private final boolean timeOrdered;
  private final boolean onlyTime;
  private final int timeColumn;
  private final List<Integer> keys;
  private final OrderedBuffer buffer;
  private final LateRows late;
  private int[] kept = new int[0];
  private long watermark = Watermarks.NONE;

  /// @param consumer who takes the rows, for errors
  /// @param lanes those of the input
  /// @param timeOrdered whether the first column of the order is an ascending event time
  /// @param keys columns whose values decide which pipeline has a row
  /// @param late takes rows behind the watermark and rows without time
  public OrderedInput(
      String consumer,
      List<Lane> lanes,
      List<SortColumn> order,
      boolean timeOrdered,
      List<Integer> keys,
      LateRows late) {
    this.consumer = consumer;
    this.timeOrdered = timeOrdered;
    this.onlyTime = timeOrdered && order.size() == 1;
    this.timeColumn = timeOrdered ? order.getFirst().column() : -1;
    this.keys = List.copyOf(keys);
    this.buffer = new OrderedBuffer(lanes, order);
    this.late = late;
  }

  /// Takes rows.
  public void add(Batch batch) {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    if (batch.weights() != null) {
      requireAppendOnly(batch);
    }
    if (!timeOrdered) {
      buffer.append(batch, batch.selection(), count, false);
    } else if (inOrder(batch)) {
      buffer.append(batch, batch.selection(), count, onlyTime);
    } else {
      appendPunctual(batch);
    }
  }

  /// Whether the rows are in order of time, none is late, and all come after those in the buffer:
  /// the usual case, told by one pass over the time column, if it is not known.
  private boolean inOrder(Batch batch) {
    Vector vector = batch.column(timeColumn);
    if (vector.nulls() != null) {
      return false;
    }
    LongVector column = (LongVector) vector;
    long[] times = column.values();
    LongBounds bounds = column.bounds();
    return times[batch.rowAt(0)] >= Math.max(watermark, buffer.lastTime())
        && ((bounds != null && batch.selection() == null && bounds.ascending())
            || ascending(times, batch.selection(), batch.rowCount()));
  }

  private static boolean ascending(long[] times, int @Nullable [] selection, int count) {
    boolean descends = false;
    if (selection == null) {
      for (int k = 1; k < count; k++) {
        descends |= times[k] < times[k - 1];
      }
    } else {
      for (int k = 1; k < count; k++) {
        descends |= times[selection[k]] < times[selection[k - 1]];
      }
    }
    return !descends;
  }

  private void appendPunctual(Batch batch) {
    if (kept.length < batch.rowCount()) {
      kept = new int[Math.max(batch.rowCount(), kept.length * 2)];
    }
    Vector vector = batch.column(timeColumn);
    long[] times = ((LongVector) vector).values();
    int count = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (vector.isNull(row)) {
        late.report(batch, row, NO_TIME);
      } else if (times[row] < watermark) {
        late.report(
            batch,
            row,
            "its place in the order has been passed: its time is "
                + times[row]
                + ", the watermark "
                + watermark);
      } else {
        kept[count++] = row;
      }
    }
    if (count > 0) {
      buffer.append(batch, kept, count, false);
    }
  }

  private void requireAppendOnly(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      if (batch.weightAt(batch.rowAt(k)) != 1) {
        throw new IllegalStateException(consumer + " takes an append-only input only");
      }
    }
  }

  /// Takes the rows whose place is fixed: `from .. to - 1` of the columns, in order.
  @FunctionalInterface
  public interface Receiver {
    void take(Vector[] columns, int from, int to);
  }

  /// Hands over the rows whose place the watermark fixes, and forgets them.
  ///
  /// @param peersToo whether rows of the same time are to be handed over together, although their
  ///   places are fixed one by one
  public void advance(long newWatermark, boolean peersToo, Receiver receiver) {
    watermark = newWatermark;
    boolean end = newWatermark == Watermarks.END;
    if (!timeOrdered && !end) {
      return;
    }
    buffer.sort();
    int fixed =
        end
            ? buffer.end()
            : buffer.firstNotBefore(onlyTime && !peersToo ? newWatermark + 1 : newWatermark);
    if (fixed > buffer.head()) {
      receiver.take(buffer.views(), buffer.head(), fixed);
      buffer.dropBefore(fixed);
    }
  }

  /// Whether event time moves rows at all: without an order by it, only its end does.
  public boolean isTimeOrdered() {
    return timeOrdered;
  }

  /// Event time so far.
  public long watermark() {
    return watermark;
  }

  /// Writes event time and the rows.
  public void save(StateOutput out) {
    out.putLong(watermark);
    buffer.save(out);
  }

  /// Adds what [#save] has written and what lies in the range.
  public void restore(StateInput in, KeyRange range) {
    watermark = Math.max(watermark, in.getLong());
    buffer.restore(in, keys, range);
  }

  /// Number of rows that wait.
  public int size() {
    return buffer.end() - buffer.head();
  }

  @Override
  public long memoryBytes() {
    return buffer.memoryBytes() + 4L * kept.length;
  }
}
