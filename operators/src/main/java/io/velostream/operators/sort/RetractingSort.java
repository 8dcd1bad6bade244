package io.velostream.operators.sort;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.operators.rows.RowOrder;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.OptionalInt;

/// ORDER BY and LIMIT over an input that retracts: the rows are consolidated and put out once, in
/// order. Rows with equal keys are in the order in which they last appeared.
final class RetractingSort implements Operator {
  private static final StateFormat FORMAT = new StateFormat("sort-changes", 1);

  private final OptionalInt closingColumn;
  private final Consolidator rows;
  private final RowOrder order;
  private final IntSort sort = new IntSort();
  private final RowEmitter emitter;
  private final OutputRange range;
  private final LateRows late;
  private int[] released = new int[0];
  private long watermark = Watermarks.NONE;

  RetractingSort(SortSpec spec, LateRows late) {
    closingColumn = spec.closingColumn();
    rows = new Consolidator(spec.lanes());
    order = new RowOrder(spec.keys());
    emitter = new RowEmitter(spec.lanes());
    range = new OutputRange(spec.offset(), spec.limit().orElse(Long.MAX_VALUE));
    this.late = late;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    if (closingColumn.isEmpty()) {
      rows.add(batch);
      return;
    }
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (!ClosingTime.isLate(batch, row, closingColumn.getAsInt(), watermark, late)) {
        rows.add(batch.columns(), row, batch.weightAt(row));
      }
    }
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    boolean all = newWatermark == Watermarks.END;
    if (!all && closingColumn.isEmpty()) {
      return;
    }
    int count = collect(all);
    Vector[] columns = rows.columns();
    long[] arrivals = rows.arrivals();
    sort.sort(
        released,
        0,
        count,
        (a, b) -> {
          int byKeys = order.compare(columns, a, columns, b);
          return byKeys != 0 ? byKeys : Long.compare(arrivals[a], arrivals[b]);
        });
    for (int i = 0; i < count; i++) {
      long weight = rows.weights()[released[i]];
      if (weight < 0) {
        throw new IllegalStateException("a row was retracted more often than inserted");
      }
      range.emit(columns, released[i], weight, emitter, output);
    }
    emitter.flush(output);
    for (int i = 0; i < count; i++) {
      rows.remove(released[i]);
    }
  }

  /// Puts the slots of all rows, or of those before the watermark, into `released`.
  private int collect(boolean all) {
    if (released.length < rows.size()) {
      released = new int[Math.max(rows.size(), released.length * 2)];
    }
    long[] weights = rows.weights();
    long[] times =
        all ? new long[0] : ((LongVector) rows.columns()[closingColumn.getAsInt()]).values();
    int count = 0;
    for (int slot = 0; slot < rows.slotLimit(); slot++) {
      if (weights[slot] != 0 && (all || times[slot] < watermark)) {
        released[count++] = slot;
      }
    }
    return count;
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    range.save(out);
    rows.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    if (!keys.holdsUnkeyed()) {
      in.skipRest();
      return;
    }
    watermark = Math.max(watermark, in.getLong());
    range.restore(in);
    rows.restore(in, KeyRange.ALL);
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes() + emitter.memoryBytes() + 4L * released.length;
  }
}
