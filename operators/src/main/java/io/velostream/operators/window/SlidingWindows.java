package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.Grouping;
import io.velostream.operators.aggregate.OpenWindows;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// HOP and CUMULATE where each window must be up to date at any time: each has groups of its own,
/// and a row goes to all windows that it belongs to.
final class SlidingWindows implements WindowGroups {
  private static final StateFormat FORMAT = new StateFormat("sliding", 1);

  private static final int CHUNK = 4096;

  private final WindowSeries series;
  private final Grouping grouping;
  private final OpenWindows windows;
  private long watermark = Watermarks.NONE;
  private long[] ends = new long[0];
  private int[] kept = new int[0];
  private int filled;

  SlidingWindows(Aggregation aggregation, Emission emission, WindowSeries series) {
    this.series = series;
    grouping = new Grouping(aggregation, emission, true);
    windows = new OpenWindows(grouping, series::start);
  }

  @Override
  public void add(
      Batch batch, LongVector column, int @Nullable [] rows, int count, Late late, Output output) {
    long[] times = column.values();
    grouping.beginBatch(batch);
    long partly = 0;
    for (int k = 0; k < count; k++) {
      int row = rows == null ? k : rows[k];
      long last = series.lastEnd(times[row]);
      if (last <= times[row]) {
        continue;
      }
      if (last <= watermark) {
        late.closed(row, series.start(last), last);
        continue;
      }
      long first = series.firstEnd(times[row]);
      partly += first <= watermark ? 1 : 0;
      place(row, first, last);
      if (filled >= CHUNK) {
        addFilled(batch, output);
      }
    }
    addFilled(batch, output);
    late.partly(partly);
  }

  /// Notes a row once for each of its open windows. Row after row, so that each window gets its
  /// rows in their order.
  private void place(int row, long first, long last) {
    for (long end = first; end <= last; end += series.stride()) {
      if (end > watermark) {
        if (filled == ends.length) {
          ends = Arrays.copyOf(ends, Math.max(CHUNK, filled * 2));
          kept = Arrays.copyOf(kept, ends.length);
        }
        kept[filled] = row;
        ends[filled++] = end;
      }
    }
  }

  private void addFilled(Batch batch, Output output) {
    windows.add(batch, kept, filled, ends, output);
    filled = 0;
  }

  @Override
  public void endStep(Output output) {
    windows.endStep(output);
  }

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    windows.close(newWatermark, output);
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    grouping.save(out);
    windows.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    grouping.restore(in);
    windows.restore(in, keys);
  }

  @Override
  public long groups() {
    return windows.groups();
  }

  @Override
  public long memoryBytes() {
    return windows.memoryBytes() + grouping.memoryBytes();
  }
}
