package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Output;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.OptionalInt;

/// GROUP BY columns: the output is the keys in order, then the calls. DISTINCT when there are no
/// calls; one row for all input, be it empty, when there are no keys.
///
/// With a closing key the groups of one value of that key are a window that ends at the value: they
/// are complete when the watermark reaches it, and are then forgotten; later rows are late. A NULL
/// value is never complete before the end of the input.
///
/// Which rows come out when is told by the [Emission]. FINAL rows come in order of the closing key,
/// then of the first appearance of the group.
///
/// State: one slot per group; a retraction that leaves a group without rows frees its slot.
public final class Aggregate implements Divisible {
  private static final StateFormat FORMAT = new StateFormat("aggregate", 1);
  private static final long NEVER = Long.MAX_VALUE;

  private final int closingColumn;
  private final LateRows lateRows;
  private final Grouping grouping;
  private final OpenWindows windows;
  private long watermark = Watermarks.NONE;
  private boolean ended;
  private long[] ends = new long[0];
  private int[] rows = new int[0];

  /// @param closingKey position within the keys of an event-time column
  /// @param lateRows takes the rows whose group has been completed
  public Aggregate(
      Aggregation aggregation, OptionalInt closingKey, Emission emission, LateRows lateRows) {
    this.closingColumn =
        closingKey.isPresent() ? aggregation.keys().get(closingKey.getAsInt()) : -1;
    this.lateRows = lateRows;
    this.grouping = new Grouping(aggregation, emission, false);
    this.windows = new OpenWindows(grouping, end -> end);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    grouping.beginBatch(batch);
    if (closingColumn < 0) {
      windows.add(batch, batch.selection(), batch.rowCount(), NEVER, output);
    } else {
      processClosing(batch, output);
    }
  }

  private void processClosing(Batch batch, Output output) {
    LongVector column = (LongVector) batch.column(closingColumn);
    int count = batch.rowCount();
    if (ends.length < count) {
      ends = new long[count];
      rows = new int[count];
    }
    int n = 0;
    for (int k = 0; k < count; k++) {
      int row = batch.rowAt(k);
      long end = column.isNull(row) ? NEVER : column.values()[row];
      if (end <= watermark && end != NEVER) {
        lateRows.report(batch, row, LateReason.closed(end, watermark));
      } else {
        rows[n] = row;
        ends[n++] = end;
      }
    }
    windows.add(batch, n == count ? batch.selection() : rows, n, ends, output);
  }

  @Override
  public void hear(long newWatermark) {
    requireNoClosingKey();
  }

  @Override
  public void handOver(PartialOutput output) {
    requireNoClosingKey();
    windows.handOver(output);
  }

  @Override
  public void take(Batch keys, PartialState states, Output output) {
    requireNoClosingKey();
    windows.take(keys, states);
  }

  private void requireNoClosingKey() {
    if (closingColumn >= 0) {
      throw new IllegalStateException("groups that close are not divided");
    }
  }

  @Override
  public void endStep(Output output) {
    if (closingColumn < 0 && !ended) {
      windows.openPermanent();
    }
    windows.endStep(output);
  }

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    if (newWatermark == Watermarks.END && !ended) {
      ended = true;
      if (closingColumn < 0) {
        windows.openPermanent();
        windows.endStep(output);
      }
    }
    windows.close(newWatermark, output);
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    out.putBoolean(ended);
    grouping.save(out);
    windows.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    ended |= in.getBoolean();
    grouping.restore(in);
    windows.restore(in, keys);
  }

  @Override
  public long stateRows() {
    return windows.groups();
  }

  @Override
  public long memoryBytes() {
    return windows.memoryBytes() + grouping.memoryBytes();
  }
}
