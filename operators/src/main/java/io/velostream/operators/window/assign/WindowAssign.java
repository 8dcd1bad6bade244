package io.velostream.operators.window.assign;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Output;
import io.velostream.operators.StatelessOperator;
import io.velostream.operators.rows.Gather;
import io.velostream.stream.time.WindowSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// TUMBLE, HOP and CUMULATE: appends `window_start`, `window_end` and `window_time` to each row,
/// once per window that contains it. Linear and without state; weights stay with the rows.
///
/// TUMBLE passes the columns on as they are. The others repeat rows, in the order of arrival and
/// for each row from its earliest window to its latest. A row without time belongs to no window and
/// goes to the late rows; one in a gap between windows (HOP with a slide beyond its size) to
/// nowhere.
public final class WindowAssign implements StatelessOperator {
  /// The reason given for a row that has no time.
  public static final String NO_TIME = "event time is NULL";

  /// Rows put out at a time where rows are repeated: keeps the copies in the cache.
  private static final int CHUNK = 4096;

  private final WindowSpec spec;
  private final int timeColumn;
  private final LateRows late;
  private final WindowColumns windows = new WindowColumns();
  private int[] rows = new int[0];
  private int filled;
  private long[] weights = new long[0];
  private Gather[] gathers = new Gather[0];

  /// @param spec TUMBLE, HOP or CUMULATE; for SESSION see [SessionAssign]
  /// @param timeColumn the event-time column of the input
  public WindowAssign(WindowSpec spec, int timeColumn, LateRows late) {
    if (spec instanceof WindowSpec.Session) {
      throw new IllegalArgumentException("a session depends on more than one row");
    }
    this.spec = spec;
    this.timeColumn = timeColumn;
    this.late = late;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    Batch timed = withoutNullTimes(batch);
    if (timed.rowCount() == 0) {
      return;
    }
    switch (spec) {
      case WindowSpec.Tumble tumble -> tumble(tumble, timed, output);
      case WindowSpec.Hop hop -> hop(hop, timed, output);
      case WindowSpec.Cumulate cumulate -> cumulate(cumulate, timed, output);
      case WindowSpec.Session session -> throw new IllegalStateException(session.toString());
    }
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {}

  private Batch withoutNullTimes(Batch batch) {
    boolean[] nulls = batch.column(timeColumn).nulls();
    if (nulls == null) {
      return batch;
    }
    int[] kept = new int[batch.rowCount()];
    int count = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (nulls[row]) {
        late.report(batch, row, NO_TIME);
      } else {
        kept[count++] = row;
      }
    }
    return count == batch.rowCount() ? batch : batch.select(kept, count);
  }

  private void tumble(WindowSpec.Tumble spec, Batch batch, Output output) {
    long[] times = ((LongVector) batch.column(timeColumn)).values();
    int[] selection = batch.selection();
    int count = batch.rowCount();
    windows.reserve(selection == null ? count : largest(selection, count) + 1);
    tumble(times, selection, count, spec.size(), spec.offset(), windows);
    output.emit(batch.withColumns(windows.append(batch.columns())));
  }

  /// Divides only when a row lies outside the window of the one before.
  private static void tumble(
      long[] times,
      int @Nullable [] selection,
      int count,
      long size,
      long offset,
      WindowColumns windows) {
    long[] starts = windows.starts;
    long[] ends = windows.ends;
    long[] windowTimes = windows.times;
    long start = WindowSpec.start(times[selection == null ? 0 : selection[0]], size, offset);
    for (int k = 0; k < count; k++) {
      int row = selection == null ? k : selection[k];
      long distance = times[row] - start;
      if (distance < 0 || distance >= size) {
        start = WindowSpec.start(times[row], size, offset);
      }
      starts[row] = start;
      ends[row] = start + size;
      windowTimes[row] = start + size - WindowColumns.BEFORE_END;
    }
  }

  private void hop(WindowSpec.Hop spec, Batch batch, Output output) {
    long[] times = ((LongVector) batch.column(timeColumn)).values();
    long slide = spec.slide();
    long size = spec.size();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long time = times[row];
      // The earliest start above time - size on the grid of slides.
      long last = WindowSpec.start(time, slide, spec.offset());
      long first = WindowSpec.start(time - size, slide, spec.offset()) + slide;
      for (long start = first; start <= last; start += slide) {
        add(batch, row, start, start + size, output);
      }
    }
    flush(batch, output);
  }

  private void cumulate(WindowSpec.Cumulate spec, Batch batch, Output output) {
    long[] times = ((LongVector) batch.column(timeColumn)).values();
    long step = spec.step();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long start = WindowSpec.start(times[row], spec.size(), spec.offset());
      long firstEnd = start + ((times[row] - start) / step + 1) * step;
      for (long end = firstEnd; end <= start + spec.size(); end += step) {
        add(batch, row, start, end, output);
      }
    }
    flush(batch, output);
  }

  private void add(Batch batch, int row, long start, long end, Output output) {
    if (rows.length == 0) {
      rows = new int[CHUNK];
      windows.reserve(CHUNK);
    }
    rows[filled] = row;
    windows.set(filled++, start, end);
    if (filled == CHUNK) {
      flush(batch, output);
    }
  }

  private void flush(Batch batch, Output output) {
    if (filled == 0) {
      return;
    }
    if (gathers.length == 0) {
      gathers = new Gather[batch.columnCount()];
      Arrays.setAll(gathers, _ -> new Gather());
    }
    Vector[] columns = new Vector[batch.columnCount()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = gathers[c].gather(batch.column(c), rows, filled);
    }
    output.emit(new Batch(windows.append(columns), filled, null, gatherWeights(batch)));
    filled = 0;
  }

  private long @Nullable [] gatherWeights(Batch batch) {
    long[] from = batch.weights();
    if (from == null) {
      return null;
    }
    if (weights.length == 0) {
      weights = new long[CHUNK];
    }
    for (int i = 0; i < filled; i++) {
      weights[i] = from[rows[i]];
    }
    return weights;
  }

  private static int largest(int[] selection, int count) {
    int largest = 0;
    for (int k = 0; k < count; k++) {
      largest = Math.max(largest, selection[k]);
    }
    return largest;
  }

  @Override
  public long memoryBytes() {
    long bytes = windows.memoryBytes() + 4L * rows.length + 8L * weights.length;
    for (Gather gather : gathers) {
      bytes += gather.memoryBytes();
    }
    return bytes;
  }
}
