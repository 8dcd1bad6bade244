package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.LateReason;
import io.velostream.operators.aggregate.PartialOutput;
import io.velostream.operators.aggregate.PartialState;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import org.jspecify.annotations.Nullable;

/// GROUP BY columns and the windows of a time column, in one: the output is the keys in order, then
/// `window_start` and `window_end`, then the calls.
///
/// The groups of a window are complete when the watermark reaches its end. FINAL publishes them
/// then, in order of the windows and of the first appearance of the groups; all emissions forget
/// them then. A row is late when all its windows are complete; a row without an event time is
/// reported like one. A row that only some windows of which are complete counts in the others.
public final class WindowAggregate implements Divisible {
  private final int timeColumn;
  private final LateRows lateRows;
  private final WindowGroups groups;
  private final LateOfBatch late = new LateOfBatch();
  private long watermark = Watermarks.NONE;
  private long partlyLate;
  private int[] rows = new int[0];

  /// @param timeColumn index of the event-time column (microseconds) in the input
  /// @param lateRows takes late rows and rows without a time
  /// @throws IllegalArgumentException for session windows over an input that retracts: a retraction
  ///   can part a session in two, which takes the rows themselves (see the package `assign`)
  public WindowAggregate(
      Aggregation aggregation,
      WindowSpec window,
      int timeColumn,
      Emission emission,
      LateRows lateRows) {
    this.timeColumn = timeColumn;
    this.lateRows = lateRows;
    this.groups = WindowKinds.groups(aggregation, window, emission);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    LongVector column = (LongVector) batch.column(timeColumn);
    int count = batch.rowCount();
    int[] live = batch.selection();
    boolean[] nulls = column.nulls();
    if (nulls != null) {
      count = withTime(batch, nulls);
      live = rows;
    }
    late.batch = batch;
    groups.add(batch, column, live, count, late, output);
    late.batch = null;
  }

  private int withTime(Batch batch, boolean[] nulls) {
    int count = batch.rowCount();
    if (rows.length < count) {
      rows = new int[count];
    }
    int n = 0;
    for (int k = 0; k < count; k++) {
      int row = batch.rowAt(k);
      if (nulls[row]) {
        lateRows.report(batch, row, LateReason.NO_TIME);
      } else {
        rows[n++] = row;
      }
    }
    return n;
  }

  @Override
  public void hear(long newWatermark) {
    watermark = newWatermark;
    groups.hear(newWatermark);
  }

  @Override
  public void handOver(PartialOutput output) {
    groups.handOver(output);
  }

  @Override
  public void take(Batch keys, PartialState states, Output output) {
    groups.take(keys, states);
  }

  @Override
  public void endStep(Output output) {
    groups.endStep(output);
  }

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    groups.advance(newWatermark, output);
  }

  /// Rows so far that came after some, but not all, of their windows had closed.
  public long partlyLateRows() {
    return partlyLate;
  }

  @Override
  public StateFormat stateFormat() {
    return groups.stateFormat();
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    out.putVarint(partlyLate);
    groups.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    long late = in.getVarint();
    partlyLate += keys.holdsUnkeyed() ? late : 0;
    groups.restore(in, keys);
  }

  @Override
  public long stateRows() {
    return groups.groups();
  }

  @Override
  public long memoryBytes() {
    return groups.memoryBytes();
  }

  private final class LateOfBatch implements WindowGroups.Late {
    private @Nullable Batch batch;
    private String reason = "";
    private long reasonStart;
    private long reasonEnd;
    private long reasonWatermark;

    @Override
    public void closed(int row, long start, long end) {
      Batch current = batch;
      if (current != null) {
        lateRows.report(current, row, reason(start, end));
      }
    }

    /// Late rows come in runs with the same reason.
    private String reason(long start, long end) {
      if (reason.isEmpty()
          || reasonStart != start
          || reasonEnd != end
          || reasonWatermark != watermark) {
        reason = LateReason.closed(start, end, watermark);
        reasonStart = start;
        reasonEnd = end;
        reasonWatermark = watermark;
      }
      return reason;
    }

    @Override
    public void partly(long count) {
      partlyLate += count;
    }
  }
}
