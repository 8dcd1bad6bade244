package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A changing result, painted over in place on a terminal: the rows that are there now, in order of
/// their cells, as many as fit. At the end all of them are printed.
///
/// Changes come from the run's thread; a thread of its own paints, so that the last change is seen
/// even when nothing follows it. The stream is flushed and left open.
public final class LiveResult implements BatchWriter {
  private static final long PAINT_MILLIS = 150;
  private static final int RESERVED_LINES = 4;

  private final OutputStream out;
  private final ResultShape shape;
  private final Area area;
  private final TableLayout layout;
  private final TreeMap<String[], Long> rows = new TreeMap<>(LiveResult::compareRows);
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("velostream-live-result").unstarted(task));
  private final Future<?> painting;
  private long count;
  private boolean changed = true;
  private int painted;
  private @Nullable IOException failure;

  /// What the terminal has room for, asked before each painting.
  public interface Area {
    int columns();

    int lines();
  }

  public LiveResult(OutputStream out, ResultShape shape, Area area, Colours colours) {
    this.out = out;
    this.shape = shape;
    this.area = area;
    this.layout = new TableLayout(shape.schema(), false, colours);
    this.painting =
        painter.scheduleWithFixedDelay(
            this::paintUnlessFailed, PAINT_MILLIS, PAINT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void write(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      String[] cells = new String[layout.columns()];
      RowCells.fill(shape.schema(), batch, row, cells, 0);
      long weight = batch.weightAt(row);
      rows.merge(cells, weight, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
      count += weight;
    }
    changed = true;
  }

  @Override
  public synchronized void endStep() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (painting.state() == Future.State.FAILED) {
      throw new IllegalStateException(painting.exceptionNow());
    }
  }

  private synchronized void paintUnlessFailed() {
    if (!changed || failure != null) {
      return;
    }
    changed = false;
    try {
      paint(area.lines() - RESERVED_LINES);
    } catch (IOException e) {
      failure = e;
    }
  }

  private void paint(int room) throws IOException {
    List<String> lines = table(Math.max(1, room));
    int columns = area.columns();
    StringBuilder screen = new StringBuilder(wipe());
    for (String line : lines) {
      screen.append(cut(line, columns)).append('\n');
    }
    screen.append(cut("(" + rowCount() + ", changing; Ctrl-C stops)", columns)).append('\n');
    painted = lines.size() + 1;
    write(screen);
  }

  private String wipe() {
    return painted == 0 ? "" : "\u001b[" + painted + "A\r\u001b[J";
  }

  private List<String> table(long room) {
    List<String[]> shown = new ArrayList<>();
    for (Map.Entry<String[], Long> row : rows.entrySet()) {
      for (long n = row.getValue(); n > 0 && shown.size() < room; n--) {
        shown.add(row.getKey());
      }
      if (shown.size() >= room) {
        break;
      }
    }
    layout.forget();
    shown.forEach(layout::measure);
    List<String> lines = new ArrayList<>(List.of(layout.header(), layout.rule()));
    shown.forEach(row -> lines.add(layout.row(row)));
    return lines;
  }

  private String rowCount() {
    return count + (count == 1 ? " row" : " rows");
  }

  /// Cuts a line to the width of the screen; escape sequences take no room.
  private static String cut(String line, int columns) {
    int visible = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\u001b') {
        i = line.indexOf('m', i);
      } else if (!Character.isLowSurrogate(line.charAt(i)) && ++visible > columns) {
        return line.substring(0, i) + "\u001b[0m";
      }
    }
    return line;
  }

  private void write(CharSequence text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public synchronized void commit() throws IOException {
    endStep();
    StringBuilder all = new StringBuilder(wipe());
    table(Long.MAX_VALUE).forEach(line -> all.append(line).append('\n'));
    all.append('(').append(rowCount()).append(")\n");
    write(all);
    changed = false;
    painted = 0;
  }

  /// Stops painting; after a run that was stopped the last state stays on the screen.
  @Override
  public synchronized void close() throws IOException {
    painter.shutdownNow();
    paintUnlessFailed();
    out.flush();
  }

  private static int compareRows(String[] a, String[] b) {
    return Arrays.compare(a, b, Comparator.nullsFirst(LiveResult::compareCells));
  }

  /// Numbers first and by value, then everything else by its characters; equal only if the texts
  /// are.
  private static int compareCells(String a, String b) {
    boolean number = isNumber(a);
    if (number != isNumber(b)) {
      return number ? -1 : 1;
    }
    int order = number ? Double.compare(Double.parseDouble(a), Double.parseDouble(b)) : 0;
    return order != 0 ? order : a.compareTo(b);
  }

  private static boolean isNumber(String cell) {
    if (cell.isEmpty() || !Character.isDigit(cell.charAt(cell.length() - 1))) {
      return false;
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean sign = c == '-' && i == 0 && cell.length() > 1;
      if (!sign && c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return cell.indexOf('.') == cell.lastIndexOf('.');
  }
}
