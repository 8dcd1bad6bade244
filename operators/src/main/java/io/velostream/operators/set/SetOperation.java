package io.velostream.operators.set;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.operators.rows.RowTable;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.rows.TouchedSlots;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;

/// INTERSECT and EXCEPT, with and without ALL: counts each different row of both inputs, and at the
/// end of a step puts out by how much its number in the result has changed. NULL equals NULL.
public final class SetOperation implements Operator {
  private static final StateFormat FORMAT = new StateFormat("set-operation", 1);
  private static final int INITIAL = 64;
  private static final int LEFT = 0;

  private final List<Lane> lanes;
  private final SetRule rule;
  private final RowTable rows;
  private final RowEmitter emitter;

  /// By slot: how often a row is in each input, and how often it has been put out.
  private long[] left = new long[INITIAL];

  private long[] right = new long[INITIAL];
  private long[] shown = new long[INITIAL];
  private final TouchedSlots touched = new TouchedSlots();

  /// @param lanes of the columns of either input
  public SetOperation(List<Lane> lanes, SetRule rule) {
    this.lanes = List.copyOf(lanes);
    this.rule = rule;
    rows = new RowTable(lanes);
    emitter = new RowEmitter(lanes);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      int before = rows.size();
      int slot = rows.findOrAdd(batch.columns(), row);
      if (rows.size() > before) {
        begin(slot);
      }
      long[] counts = input == LEFT ? left : right;
      counts[slot] += batch.weightAt(row);
      touched.touch(slot);
    }
  }

  private void begin(int slot) {
    if (slot >= left.length) {
      int capacity = Math.max(slot + 1, left.length * 2);
      left = Arrays.copyOf(left, capacity);
      right = Arrays.copyOf(right, capacity);
      shown = Arrays.copyOf(shown, capacity);
    }
    left[slot] = 0;
    right[slot] = 0;
    shown[slot] = 0;
  }

  @Override
  public void endStep(Output output) {
    for (int i = 0; i < touched.size(); i++) {
      int slot = touched.get(i);
      long times = rule.times(left[slot], right[slot]);
      if (times != shown[slot]) {
        emitter.emit(rows.columns(), slot, times - shown[slot], output);
        shown[slot] = times;
      }
      if (left[slot] == 0 && right[slot] == 0) {
        rows.remove(slot);
      }
    }
    touched.clear();
    emitter.flush(output);
  }

  @Override
  public void advance(long watermark, Output output) {}

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    int[] slots = rows.liveSlots();
    SavedRows.save(
        lanes,
        rows.columns(),
        slots,
        slots.length,
        out,
        (part, from, count) -> {
          for (int i = from; i < from + count; i++) {
            out.putSigned(left[part[i]]);
            out.putSigned(right[part[i]]);
          }
        });
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    SavedRows.restore(
        lanes,
        in,
        (columns, count) -> {
          boolean[] held = keys.held(columns, count);
          for (int i = 0; i < count; i++) {
            long ofLeft = in.getSigned();
            long ofRight = in.getSigned();
            if (!held[i]) {
              continue;
            }
            int before = rows.size();
            int slot = rows.findOrAdd(columns, i);
            if (rows.size() == before) {
              throw in.damaged("a row that is there twice");
            }
            begin(slot);
            left[slot] = ofLeft;
            right[slot] = ofRight;
            shown[slot] = rule.times(left[slot], right[slot]);
          }
        });
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes()
        + emitter.memoryBytes()
        + 8L * (left.length + right.length + shown.length)
        + touched.memoryBytes();
  }
}
