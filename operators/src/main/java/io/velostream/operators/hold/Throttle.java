package io.velostream.operators.hold;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.List;

/// EMIT CHANGES EVERY: sums up the deltas and passes the sum on at the end of the first step of
/// each interval of the clock (intervals are aligned to the epoch), and at the end of the input.
///
/// The clock is the step's instant. A host whose input pauses must go on making (empty) steps, or
/// the last changes wait for the next row. The output lags behind the watermark, so nothing
/// downstream may judge rows by it.
public final class Throttle implements Operator {
  private static final StateFormat FORMAT = new StateFormat("throttle", 1);

  private final long interval;
  private final EvaluationContext context;
  private final Consolidator rows;
  private final IntSort sort = new IntSort();
  private final RowEmitter emitter;
  private int[] order = new int[0];
  private boolean started;
  private long lastTick;

  /// @param lanes of the input's columns
  /// @param intervalMicros positive
  public Throttle(List<Lane> lanes, long intervalMicros, EvaluationContext context) {
    if (intervalMicros <= 0) {
      throw new IllegalArgumentException("the interval must be positive: " + intervalMicros);
    }
    interval = intervalMicros;
    this.context = context;
    rows = new Consolidator(lanes);
    emitter = new RowEmitter(lanes);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    rows.add(batch);
  }

  @Override
  public void endStep(Output output) {
    long tick = Math.floorDiv(context.nowMicros(), interval);
    if (!started) {
      started = true;
      lastTick = tick;
    } else if (tick > lastTick) {
      lastTick = tick;
      flush(output);
    }
  }

  @Override
  public void advance(long watermark, Output output) {
    if (watermark == Watermarks.END) {
      flush(output);
    }
  }

  private void flush(Output output) {
    if (order.length < rows.size()) {
      order = new int[Math.max(rows.size(), order.length * 2)];
    }
    int count = 0;
    for (int slot = 0; slot < rows.slotLimit(); slot++) {
      if (rows.weights()[slot] != 0) {
        order[count++] = slot;
      }
    }
    long[] arrivals = rows.arrivals();
    sort.sort(order, 0, count, (a, b) -> Long.compare(arrivals[a], arrivals[b]));
    Vector[] columns = rows.columns();
    for (int i = 0; i < count; i++) {
      emitter.emit(columns, order[i], rows.weights()[order[i]], output);
    }
    emitter.flush(output);
    for (int i = 0; i < count; i++) {
      rows.remove(order[i]);
    }
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putBoolean(started);
    out.putLong(lastTick);
    rows.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    if (keys.by().isEmpty() && !keys.holdsUnkeyed()) {
      in.skipRest();
      return;
    }
    boolean wasStarted = in.getBoolean();
    long tick = in.getLong();
    lastTick = started && wasStarted ? Math.max(lastTick, tick) : wasStarted ? tick : lastTick;
    started |= wasStarted;
    rows.restore(in, keys);
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes() + emitter.memoryBytes() + 4L * order.length;
  }
}
