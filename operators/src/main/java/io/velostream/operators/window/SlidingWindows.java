package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.Grouping;
import io.velostream.operators.aggregate.OpenWindows;
import io.velostream.stream.Watermarks;
import org.jspecify.annotations.Nullable;

/// HOP and CUMULATE where each window must be up to date at any time: each has groups of its own,
/// and a row goes to all windows that it belongs to.
final class SlidingWindows implements WindowGroups {
  private final WindowSeries series;
  private final Grouping grouping;
  private final OpenWindows windows;
  private long watermark = Watermarks.NONE;
  private long[] ends = new long[0];
  private int[] kept = new int[0];
  private long[] keptEnds = new long[0];
  private final int[] one = new int[1];

  SlidingWindows(Aggregation aggregation, Emission emission, WindowSeries series) {
    this.series = series;
    grouping = new Grouping(aggregation, emission, true);
    windows = new OpenWindows(grouping, series::start);
  }

  @Override
  public void add(
      Batch batch, long[] times, int @Nullable [] rows, int count, Late late, Output output) {
    grouping.beginBatch(batch);
    reserve(count);
    int n = 0;
    for (int k = 0; k < count; k++) {
      int row = rows == null ? k : rows[k];
      long end = series.lastEnd(times[row]);
      if (end <= times[row]) {
        continue;
      }
      if (end <= watermark) {
        late.closed(row, series.start(end), end);
        continue;
      }
      if (series.firstEnd(times[row]) <= watermark) {
        late.partly(1);
      }
      kept[n] = row;
      ends[n++] = end;
    }
    switch (grouping.emission()) {
      case CHANGES, WINDOW_SNAPSHOT, FINAL -> addByWindow(batch, times, n, output);
      case CHANGES_PER_RECORD, WINDOW_SNAPSHOT_PER_RECORD -> addByRow(batch, times, n, output);
    }
  }

  private void reserve(int count) {
    if (ends.length < count) {
      ends = new long[count];
      kept = new int[count];
      keptEnds = new long[count];
    }
  }

  /// All rows to their last window, then all that have one to the one before, and so on.
  private void addByWindow(Batch batch, long[] times, int count, Output output) {
    int n = count;
    while (n > 0) {
      System.arraycopy(ends, 0, keptEnds, 0, n);
      windows.add(batch, kept, n, keptEnds, output);
      int left = 0;
      for (int k = 0; k < n; k++) {
        long end = ends[k] - series.stride();
        if (end > times[kept[k]] && end > watermark) {
          kept[left] = kept[k];
          ends[left++] = end;
        }
      }
      n = left;
    }
  }

  private void addByRow(Batch batch, long[] times, int count, Output output) {
    for (int k = 0; k < count; k++) {
      one[0] = kept[k];
      long end = series.firstEnd(times[one[0]]);
      for (; end <= ends[k]; end += series.stride()) {
        if (end > watermark) {
          windows.add(batch, one, 1, end, output);
        }
      }
    }
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
  public long groups() {
    return windows.groups();
  }

  @Override
  public long memoryBytes() {
    return windows.memoryBytes() + grouping.memoryBytes();
  }
}
