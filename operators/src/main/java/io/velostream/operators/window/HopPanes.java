package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.Grouping;
import io.velostream.operators.aggregate.Groups;
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

/// HOP published once per window: a row is added up in one pane, the span that all windows either
/// contain or do not touch, and a window is merged from its panes when it closes (J. Li et al., "No
/// Pane, No Gain", 2005). So the cost of a row does not grow with size / slide.
///
/// Where the work is divided, the second half closes windows later than the first half hears of
/// their end. So a row that is late for some windows of its pane does not go to the groups of the
/// pane, but to other ones, which know for how many. Both are found by their [PaneNumbers].
final class HopPanes implements WindowGroups {
  private static final StateFormat FORMAT = new StateFormat("hop", 1);

  private final WindowSpec.Hop hop;
  private final WindowSeries series;
  private final PaneNumbers numbers;
  private final long paneSize;

  /// Whether this is a first half, which closes nothing.
  private boolean hears;

  private final Grouping grouping;
  private final OpenWindows panes;
  private long watermark = Watermarks.NONE;
  private long[] ends = new long[0];
  private int[] kept = new int[0];

  HopPanes(Aggregation aggregation, WindowSpec.Hop hop) {
    this.hop = hop;
    series = WindowSeries.of(hop);
    numbers = new PaneNumbers(hop);
    paneSize = hop.paneSize();
    grouping = new Grouping(aggregation, Emission.FINAL, true);
    panes = new OpenWindows(grouping, numbers::start);
  }

  @Override
  public void add(
      Batch batch, LongVector column, int @Nullable [] rows, int count, Late late, Output output) {
    long[] times = column.values();
    grouping.beginBatch(batch);
    if (ends.length < count) {
      ends = new long[count];
      kept = new int[count];
    }
    int n = 0;
    long paneStart = 0;
    long paneEnd = 0;
    long lastEnd = 0;
    long partly = 0;
    for (int k = 0; k < count; k++) {
      int row = rows == null ? k : rows[k];
      long time = times[row];
      if (time < paneStart || time >= paneEnd) {
        paneStart = WindowSpec.start(time, paneSize, hop.offset());
        paneEnd = paneStart + paneSize;
        lastEnd = series.lastEnd(time);
      }
      if (lastEnd <= time) {
        continue;
      }
      if (lastEnd <= watermark) {
        late.closed(row, lastEnd - hop.size(), lastEnd);
        continue;
      }
      kept[n] = row;
      ends[n] = paneEnd;
      if (time < watermark && series.firstEnd(time) <= watermark) {
        partly++;
        ends[n] += hears ? numbers.closed(series.firstEnd(time), watermark) : 0;
      }
      n++;
    }
    late.partly(partly);
    panes.add(batch, n == count ? rows : kept, n, ends, output);
  }

  @Override
  public void hear(long newWatermark) {
    hears = true;
    watermark = newWatermark;
  }

  @Override
  public void handOver(PartialOutput output) {
    panes.handOver(output);
  }

  @Override
  public void take(Batch keys, PartialState states) {
    panes.take(keys, states);
  }

  @Override
  public void endStep(Output output) {
    panes.endStep(output);
  }

  @Override
  public void advance(long newWatermark, Output output) {
    long closed = watermark;
    while (panes.size() > 0) {
      long pane = panes.window(0).start();
      long start = firstStart(pane, closed);
      if (start > pane) {
        panes.drop(0);
        continue;
      }
      long end = start + hop.size();
      if (end > newWatermark) {
        break;
      }
      publish(start, end, output);
      closed = end;
    }
    watermark = newWatermark;
    grouping.flush(output);
  }

  /// Start of the first window that contains a pane and ends after `closed`.
  private long firstStart(long pane, long closed) {
    long least = pane + paneSize - hop.size();
    if (closed != Watermarks.NONE) {
      least = Math.max(least, closed - hop.size() + 1);
    }
    return WindowSpec.start(least + hop.slide() - 1, hop.slide(), hop.offset());
  }

  private void publish(long start, long end, Output output) {
    Groups window = grouping.open(start, end);
    for (int i = 0; i < panes.size(); i++) {
      Groups pane = panes.window(i);
      if (pane.end() > end) {
        break;
      }
      if (numbers.countsIn(pane.end(), series.firstEnd(pane.start()), end)) {
        window.merge(pane);
      }
    }
    window.publishAll(output);
    grouping.release(window);
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    grouping.save(out);
    panes.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    grouping.restore(in);
    panes.restore(in, keys);
  }

  @Override
  public long groups() {
    return panes.groups();
  }

  @Override
  public long memoryBytes() {
    return panes.memoryBytes() + grouping.memoryBytes();
  }
}
