package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A result with one line a value, for rows too wide for the screen. The stream is flushed and left
/// open.
public final class ExpandedResult implements BatchWriter {
  private static final int RULE_WIDTH = 40;

  private final OutputStream out;
  private final ResultShape shape;
  private final Colours colours;
  private final String[] names;
  private final String[] cells;
  private long rows;

  public ExpandedResult(OutputStream out, ResultShape shape, Colours colours) {
    this.out = out;
    this.shape = shape;
    this.colours = colours;
    this.names = paddedNames(shape.schema());
    this.cells = new String[names.length];
  }

  private static String[] paddedNames(Schema schema) {
    int width = schema.fields().stream().mapToInt(f -> RowCells.width(f.name())).max().orElse(0);
    return schema.fields().stream()
        .map(Field::name)
        .map(name -> name + " ".repeat(width - RowCells.width(name)))
        .toArray(String[]::new);
  }

  @Override
  public void write(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      RowCells.fill(shape.schema(), batch, row, cells, 0);
      for (long n = Math.abs(weight); n > 0; n--) {
        writeRow(weight);
      }
    }
  }

  private void writeRow(long weight) throws IOException {
    rows++;
    String kind = !shape.changelog() ? "" : weight > 0 ? " +I" : " -D";
    String title = "─[ " + rows + kind + " ]";
    int rest = Math.max(1, RULE_WIDTH - RowCells.width(title));
    writeLine(colours.faint(title + "─".repeat(rest)));
    for (int c = 0; c < names.length; c++) {
      String value = cells[c].equals(RowCells.NULL) ? colours.faint(cells[c]) : cells[c];
      writeLine(colours.strong(names[c]) + colours.faint(" │ ") + value);
    }
  }

  private void writeLine(String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  @Override
  public void endStep() throws IOException {
    if (!shape.bounded()) {
      out.flush();
    }
  }

  @Override
  public void commit() throws IOException {
    writeLine("(" + rows + (rows == 1 ? " row)" : " rows)"));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
