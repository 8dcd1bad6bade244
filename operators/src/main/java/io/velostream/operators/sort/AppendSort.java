package io.velostream.operators.sort;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.operators.rows.RowOrder;
import io.velostream.operators.rows.RowStore;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// ORDER BY over an append-only input. Rows with equal keys keep their order of arrival.
///
/// With a limit it holds at most twice the rows that can still matter: when the buffer is full it
/// is sorted and cut, and from then on a row that is not better than the last one kept is skipped.
final class AppendSort implements Operator {
  private static final StateFormat FORMAT = new StateFormat("sort", 1);

  private static final int SMALLEST_CUT = 1024;

  private final OptionalInt closingColumn;
  private final List<Lane> lanes;
  private final RowStore store;
  private final RowOrder order;
  private final IntSort sort = new IntSort();
  private final RowEmitter emitter;
  private final OutputRange range;
  private final LateRows late;

  /// Slots: a sorted part, then newer rows in order of arrival.
  private int[] pending = new int[SMALLEST_CUT];

  private int count;

  /// The sorted part is full: later rows must beat its last row.
  private int cutAt;

  private long watermark = Watermarks.NONE;

  AppendSort(SortSpec spec, LateRows late) {
    closingColumn = spec.closingColumn();
    lanes = spec.lanes();
    store = new RowStore(lanes);
    order = new RowOrder(spec.keys());
    emitter = new RowEmitter(spec.lanes());
    range = new OutputRange(spec.offset(), spec.limit().orElse(Long.MAX_VALUE));
    this.late = late;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    Vector[] columns = batch.columns();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      if (weight < 0) {
        throw new IllegalStateException("a retraction reached a sort of an append-only input");
      }
      if (closingColumn.isEmpty()
          || !ClosingTime.isLate(batch, row, closingColumn.getAsInt(), watermark, late)) {
        for (long i = 0; i < weight; i++) {
          add(columns, row);
        }
      }
    }
  }

  private void add(Vector[] columns, int row) {
    long needed = range.needed();
    if (needed == 0
        || (cutAt > 0 && order.compare(columns, row, store.columns(), pending[cutAt - 1]) >= 0)) {
      return;
    }
    append(columns, row);
    if (count >= SMALLEST_CUT && count / 2 >= needed) {
      cut((int) needed);
    }
  }

  private void append(Vector[] columns, int row) {
    if (count == pending.length) {
      pending = Arrays.copyOf(pending, count * 2);
    }
    pending[count++] = store.add(columns, row);
  }

  private void cut(int needed) {
    sortPending();
    for (int i = needed; i < count; i++) {
      store.remove(pending[i]);
    }
    count = needed;
    cutAt = needed;
  }

  private void sortPending() {
    Vector[] columns = store.columns();
    sort.sort(pending, 0, count, (a, b) -> order.compare(columns, a, columns, b));
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    if (newWatermark != Watermarks.END && closingColumn.isEmpty()) {
      return;
    }
    sortPending();
    int released = newWatermark == Watermarks.END ? count : countBefore(newWatermark);
    Vector[] columns = store.columns();
    for (int i = 0; i < released; i++) {
      range.emit(columns, pending[i], 1, emitter, output);
    }
    emitter.flush(output);
    for (int i = 0; i < released; i++) {
      store.remove(pending[i]);
    }
    System.arraycopy(pending, released, pending, 0, count - released);
    count -= released;
    cutAt = Math.max(0, cutAt - released);
  }

  private int countBefore(long time) {
    long[] times = ((LongVector) store.columns()[closingColumn.getAsInt()]).values();
    int released = 0;
    while (released < count && times[pending[released]] < time) {
      released++;
    }
    return released;
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    range.save(out);
    out.putVarint(cutAt);
    SavedRows.save(
        lanes,
        store.columns(),
        pending,
        count,
        out,
        (slots, from, n) -> {
          for (int i = 0; i < n; i++) {
            // A byte for each row, whatever its columns take.
            out.putByte(0);
          }
        });
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    if (!keys.holdsUnkeyed()) {
      in.skipRest();
      return;
    }
    watermark = Math.max(watermark, in.getLong());
    range.restore(in);
    int cut = in.getIndex(Integer.MAX_VALUE);
    boolean first = count == 0;
    SavedRows.restore(
        lanes,
        in,
        (columns, n) -> {
          for (int i = 0; i < n; i++) {
            in.getByte();
            append(columns, i);
          }
        });
    if (cut > count) {
      throw in.damaged(cut + " sorted rows of " + count);
    }
    cutAt = first ? cut : 0;
  }

  @Override
  public long stateRows() {
    return count;
  }

  @Override
  public long memoryBytes() {
    return store.memoryBytes() + emitter.memoryBytes() + 4L * pending.length;
  }
}
