package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A result as a table with aligned columns.
///
/// The widths come from the first rows, which are held back until enough are there or the result
/// ends; what is wider later pushes its line out. A changelog has a first column `op`. Line breaks
/// are shown as such where a row has one cell only, as of SHOW CREATE. A result that has no end is
/// shown step by step. The stream is flushed and left open.
public final class TableResult implements BatchWriter {
  private static final int ROWS_FOR_WIDTHS = 1_000;
  private static final int CELLS_FOR_WIDTHS = 100_000;

  private final OutputStream out;
  private final Schema schema;
  private final boolean changelog;
  private final boolean bounded;
  private final TableLayout layout;
  private final List<String[]> held = new ArrayList<>();
  private boolean headerWritten;
  private long rows;

  public TableResult(OutputStream out, ResultShape shape, Colours colours) {
    this.out = out;
    this.schema = shape.schema();
    this.changelog = shape.changelog();
    this.bounded = shape.bounded();
    this.layout = new TableLayout(schema, changelog, colours);
  }

  @Override
  public void write(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      List<String[]> lines = lines(batch, row, weight);
      for (long n = Math.abs(weight); n > 0; n--) {
        add(lines);
      }
    }
  }

  private List<String[]> lines(Batch batch, int row, long weight) {
    return layout.columns() > 1
        ? List.<String[]>of(cells(batch, row, weight))
        : RowCells.lines(schema, batch, row).stream().map(line -> new String[] {line}).toList();
  }

  private String[] cells(Batch batch, int row, long weight) {
    String[] cells = new String[layout.columns()];
    if (changelog) {
      cells[0] = weight > 0 ? "+I" : "-D";
    }
    RowCells.fill(schema, batch, row, cells, changelog ? 1 : 0);
    return cells;
  }

  private void add(List<String[]> lines) throws IOException {
    rows++;
    if (headerWritten) {
      for (String[] line : lines) {
        writeLine(layout.row(line));
      }
    } else {
      held.addAll(lines);
      if (held.size() >= ROWS_FOR_WIDTHS || held.size() * layout.columns() >= CELLS_FOR_WIDTHS) {
        writeHeld();
      }
    }
  }

  private void writeHeld() throws IOException {
    held.forEach(layout::measure);
    writeLine(layout.header());
    writeLine(layout.rule());
    for (String[] cells : held) {
      writeLine(layout.row(cells));
    }
    held.clear();
    headerWritten = true;
  }

  private void writeLine(String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  @Override
  public void endStep() throws IOException {
    if (bounded || rows == 0) {
      return;
    }
    if (!headerWritten) {
      writeHeld();
    }
    out.flush();
  }

  @Override
  public void commit() throws IOException {
    if (!headerWritten) {
      writeHeld();
    }
    writeLine("(" + rows + (rows == 1 ? " row)" : " rows)"));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
