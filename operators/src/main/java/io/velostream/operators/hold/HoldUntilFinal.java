package io.velostream.operators.hold;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.operators.rows.TimeHeap;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// EMIT FINAL over an input that retracts: holds the consolidated rows and puts each out once, when
/// the watermark reaches its time (rows without time, and all rows when there is no time column: at
/// the end of the input). The output is append-only, in order of (time, arrival).
///
/// A row that comes when its time has been reached already is final at the end of its step. What
/// retracts a row that is out goes to the late rows.
public final class HoldUntilFinal implements Operator {
  private static final StateFormat FORMAT = new StateFormat("hold", 1);

  private final OptionalInt timeColumn;
  private final LateRows late;
  private final Consolidator rows;

  /// Times of held rows; entries of rows that are gone are stale and skipped.
  private final TimeHeap due = new TimeHeap();

  private final IntSort sort = new IntSort();
  private final RowEmitter emitter;
  private int[] released = new int[64];
  private long watermark = Watermarks.NONE;

  /// @param lanes of the input's columns
  /// @param timeColumn the event-time column that says when a row is final
  public HoldUntilFinal(List<Lane> lanes, OptionalInt timeColumn, LateRows late) {
    this.timeColumn = timeColumn;
    this.late = late;
    rows = new Consolidator(lanes);
    emitter = new RowEmitter(lanes);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    Vector[] columns = batch.columns();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      int before = rows.size();
      int slot = rows.add(columns, row, batch.weightAt(row));
      if (timeColumn.isPresent() && rows.size() > before) {
        Vector times = columns[timeColumn.getAsInt()];
        if (!times.isNull(row)) {
          due.add(((LongVector) times).values()[row], slot);
        }
      }
    }
  }

  @Override
  public void endStep(Output output) {
    if (!due.isEmpty() && due.firstTime() <= watermark) {
      release(output);
    }
  }

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    release(output);
  }

  private void release(Output output) {
    boolean all = watermark == Watermarks.END;
    int count = all ? collectAll() : collectDue();
    Vector[] columns = rows.columns();
    long[] arrivals = rows.arrivals();
    sort.sort(
        released,
        0,
        count,
        (a, b) -> {
          int byTime = compareTimes(columns, a, b);
          return byTime != 0 ? byTime : Long.compare(arrivals[a], arrivals[b]);
        });
    for (int i = 0; i < count; i++) {
      int slot = released[i];
      long weight = rows.weights()[slot];
      if (weight > 0) {
        emitter.repeat(columns, slot, weight, output);
      } else {
        late.report(
            new Batch(columns, rows.slotLimit(), null, rows.weights()),
            slot,
            "it retracts a row that was put out as final");
      }
    }
    emitter.flush(output);
    for (int i = 0; i < count; i++) {
      rows.remove(released[i]);
    }
  }

  private int compareTimes(Vector[] columns, int a, int b) {
    if (timeColumn.isEmpty()) {
      return 0;
    }
    Vector vector = columns[timeColumn.getAsInt()];
    boolean nullA = vector.isNull(a);
    boolean nullB = vector.isNull(b);
    if (nullA || nullB) {
      return Boolean.compare(nullA, nullB);
    }
    long[] times = ((LongVector) vector).values();
    return Long.compare(times[a], times[b]);
  }

  private int collectAll() {
    int count = 0;
    for (int slot = 0; slot < rows.slotLimit(); slot++) {
      if (rows.weights()[slot] != 0) {
        count = collect(slot, count);
      }
    }
    return count;
  }

  private int collectDue() {
    int count = 0;
    while (!due.isEmpty() && due.firstTime() <= watermark) {
      long time = due.firstTime();
      int slot = due.removeFirst();
      // Equal entries of one slot come out one after the other: the first one takes the row.
      boolean repeated = count > 0 && released[count - 1] == slot;
      if (!repeated && rows.weights()[slot] != 0 && hasTime(slot, time)) {
        count = collect(slot, count);
      }
    }
    return count;
  }

  private boolean hasTime(int slot, long time) {
    Vector vector = rows.columns()[timeColumn.getAsInt()];
    return !vector.isNull(slot) && ((LongVector) vector).values()[slot] == time;
  }

  private int collect(int slot, int count) {
    if (count == released.length) {
      released = Arrays.copyOf(released, count * 2);
    }
    released[count] = slot;
    return count + 1;
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    rows.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    if (keys.by().isEmpty() && !keys.holdsUnkeyed()) {
      in.skipRest();
      return;
    }
    watermark = Math.max(watermark, in.getLong());
    rows.restore(in, keys);
    noteDue();
  }

  /// After a restart each row with a time has one entry.
  private void noteDue() {
    if (timeColumn.isPresent()) {
      Vector times = rows.columns()[timeColumn.getAsInt()];
      for (int slot = 0; slot < rows.slotLimit(); slot++) {
        if (rows.weights()[slot] != 0 && !times.isNull(slot)) {
          due.add(((LongVector) times).values()[slot], slot);
        }
      }
    }
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes() + due.memoryBytes() + emitter.memoryBytes() + 4L * released.length;
  }
}
