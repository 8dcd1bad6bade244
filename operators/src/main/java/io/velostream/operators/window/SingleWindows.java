package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongBounds;
import io.velostream.columnar.LongVector;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.Grouping;
import io.velostream.operators.aggregate.OpenWindows;
import io.velostream.operators.aggregate.PartialOutput;
import io.velostream.operators.aggregate.PartialState;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import org.jspecify.annotations.Nullable;

/// TUMBLE: each row belongs to one window.
final class SingleWindows implements WindowGroups {
  private static final StateFormat FORMAT = new StateFormat("tumble", 1);

  private final long size;
  private final long offset;
  private final Grouping grouping;
  private final OpenWindows windows;
  private long watermark = Watermarks.NONE;
  private long[] ends = new long[0];
  private int[] kept = new int[0];

  SingleWindows(Aggregation aggregation, Emission emission, WindowSpec.Tumble window) {
    size = window.size();
    offset = window.offset();
    grouping = new Grouping(aggregation, emission, true);
    windows = new OpenWindows(grouping, end -> end - window.size());
  }

  @Override
  public void add(
      Batch batch, LongVector column, int @Nullable [] rows, int count, Late late, Output output) {
    if (count == 0) {
      return;
    }
    grouping.beginBatch(batch);
    long[] times = column.values();
    long first = times[rows == null ? 0 : rows[0]];
    long start = WindowSpec.start(first, size, offset);
    long end = start + size;
    if (end > watermark && allWithin(column, rows, count, start, end)) {
      windows.add(batch, rows, count, end, output);
    } else {
      addMixed(batch, times, rows, count, late, output);
    }
  }

  private static boolean allWithin(
      LongVector column, int @Nullable [] rows, int count, long start, long end) {
    LongBounds bounds = column.bounds();
    if (bounds != null && bounds.isWithin(start, end)) {
      return true;
    }
    boolean known = bounds != null && rows == null && count == bounds.rows();
    return !known && allWithin(column.values(), rows, count, start, end);
  }

  private static boolean allWithin(
      long[] times, int @Nullable [] rows, int count, long start, long end) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    if (rows == null) {
      for (int k = 0; k < count; k++) {
        min = Math.min(min, times[k]);
        max = Math.max(max, times[k]);
      }
    } else {
      for (int k = 0; k < count; k++) {
        min = Math.min(min, times[rows[k]]);
        max = Math.max(max, times[rows[k]]);
      }
    }
    return min >= start && max < end;
  }

  private void addMixed(
      Batch batch, long[] times, int @Nullable [] rows, int count, Late late, Output output) {
    if (ends.length < count) {
      ends = new long[count];
      kept = new int[count];
    }
    int n = 0;
    long start = 0;
    long end = 0;
    for (int k = 0; k < count; k++) {
      int row = rows == null ? k : rows[k];
      long time = times[row];
      if (time < start || time >= end) {
        start = WindowSpec.start(time, size, offset);
        end = start + size;
      }
      if (end <= watermark) {
        late.closed(row, start, end);
      } else {
        kept[n] = row;
        ends[n++] = end;
      }
    }
    windows.add(batch, kept, n, ends, output);
  }

  @Override
  public void hear(long newWatermark) {
    watermark = newWatermark;
  }

  @Override
  public void handOver(PartialOutput output) {
    windows.handOver(output);
  }

  @Override
  public void take(Batch keys, PartialState states) {
    windows.take(keys, states);
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
