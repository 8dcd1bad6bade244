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
import io.velostream.state.TimeOrdered;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import org.jspecify.annotations.Nullable;

/// CUMULATE published once per window, over input that only grows: a row is added up in the pane of
/// its step, and each step's end merges one pane into the running window.
///
/// A row whose step has ended but whose longest window has not counts from the next step on, which
/// is where it is missing.
final class CumulatePanes implements WindowGroups {
  private static final StateFormat FORMAT = new StateFormat("cumulate", 1);

  private final long step;
  private final long size;
  private final long offset;
  private final Grouping grouping;
  private final OpenWindows panes;
  private final TimeOrdered<Groups> running = new TimeOrdered<>();
  private long watermark = Watermarks.NONE;
  private long[] ends = new long[0];
  private int[] kept = new int[0];

  CumulatePanes(Aggregation aggregation, WindowSpec.Cumulate window) {
    step = window.step();
    size = window.size();
    offset = window.offset();
    grouping = new Grouping(aggregation, Emission.FINAL, true);
    panes = new OpenWindows(grouping, end -> end - window.step());
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
    long open = openPane();
    int n = 0;
    long partly = 0;
    for (int k = 0; k < count; k++) {
      int row = rows == null ? k : rows[k];
      long time = times[row];
      long end = WindowSpec.start(time, step, offset) + step;
      if (end <= watermark) {
        long start = WindowSpec.start(time, size, offset);
        if (start + size <= watermark) {
          late.closed(row, start, start + size);
          continue;
        }
        end = open;
        partly++;
      }
      kept[n] = row;
      ends[n++] = end;
    }
    late.partly(partly);
    panes.add(batch, n == count ? rows : kept, n, ends, output);
  }

  /// End of the first step that has not ended.
  private long openPane() {
    return watermark == Watermarks.NONE
        ? Watermarks.NONE
        : WindowSpec.start(watermark, step, offset) + step;
  }

  @Override
  public void hear(long newWatermark) {
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
    while (panes.size() > 0 || !running.isEmpty()) {
      long end = nextEnd(closed);
      if (end > newWatermark) {
        break;
      }
      close(end, output);
      closed = end;
    }
    watermark = newWatermark;
    grouping.flush(output);
  }

  /// End of the next window that has rows: a running one grows at every step, otherwise nothing
  /// happens before the first pane.
  private long nextEnd(long closed) {
    return running.isEmpty()
        ? panes.window(0).end()
        : WindowSpec.start(closed, step, offset) + step;
  }

  private void close(long end, Output output) {
    long start = WindowSpec.start(end - 1, size, offset);
    if (panes.size() > 0 && panes.window(0).end() == end) {
      Groups window = running.get(start);
      if (window == null) {
        window = grouping.open(start, end);
        running.put(start, window);
      }
      window.merge(panes.window(0));
      panes.drop(0);
    }
    int index = running.indexOf(start);
    if (index >= 0) {
      Groups window = running.value(index);
      window.setWindow(start, end);
      window.publishAll(output);
      if (end == start + size) {
        grouping.release(running.remove(index));
      }
    }
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
    out.putVarint(running.size());
    for (int i = 0; i < running.size(); i++) {
      out.putLong(running.value(i).start());
      out.putLong(running.value(i).end());
      running.value(i).save(out);
    }
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    grouping.restore(in);
    panes.restore(in, keys);
    for (int rest = in.getCount(2 * Long.BYTES); rest > 0; rest--) {
      long start = in.getLong();
      long end = in.getLong();
      Groups window = running.get(start);
      if (window == null) {
        window = grouping.open(start, end);
        running.put(start, window);
      }
      window.restore(in, keys);
      if (!keys.equals(KeyRange.ALL) && window.isEmpty()) {
        grouping.release(running.remove(running.indexOf(start)));
      }
    }
  }

  @Override
  public long groups() {
    long groups = panes.groups();
    for (int i = 0; i < running.size(); i++) {
      groups += running.value(i).size();
    }
    return groups;
  }

  @Override
  public long memoryBytes() {
    long bytes = panes.memoryBytes() + grouping.memoryBytes();
    for (int i = 0; i < running.size(); i++) {
      bytes += running.value(i).memoryBytes();
    }
    return bytes;
  }
}
