package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A result as a table with aligned columns: numbers to the right, text to the left.
///
/// The widths come from the first rows, which are held back until enough are there or the result
/// ends; what is wider later pushes its line out. A changelog has a first column `op`. A result
/// that has no end is shown step by step. The stream is flushed and left open.
public final class TableResult implements BatchWriter {
  private static final int ROWS_FOR_WIDTHS = 1_000;
  private static final String NULL = "NULL";

  private final OutputStream out;
  private final Schema schema;
  private final boolean changelog;
  private final boolean bounded;
  private final Colours colours;
  private final int[] widths;
  private final List<String[]> held = new ArrayList<>();
  private boolean headerWritten;
  private long rows;

  public TableResult(OutputStream out, ResultShape shape, Colours colours) {
    this.out = out;
    this.schema = shape.schema();
    this.changelog = shape.changelog();
    this.bounded = shape.bounded();
    this.colours = colours;
    this.widths = new int[schema.size() + (changelog ? 1 : 0)];
  }

  @Override
  public void write(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      String[] cells = cells(batch, row, weight);
      for (long n = Math.abs(weight); n > 0; n--) {
        add(cells);
      }
    }
  }

  private String[] cells(Batch batch, int row, long weight) {
    String[] cells = new String[widths.length];
    int at = 0;
    if (changelog) {
      cells[at++] = weight > 0 ? "+I" : "-D";
    }
    for (int c = 0; c < schema.size(); c++) {
      Vector column = batch.column(c);
      cells[at++] =
          column.isNull(row) ? NULL : printable(ValueText.of(schema.type(c), column, row));
    }
    return cells;
  }

  /// Keeps a cell on its line.
  private static String printable(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private void add(String[] cells) throws IOException {
    rows++;
    if (headerWritten) {
      writeRow(cells, Emphasis.NONE);
    } else {
      held.add(cells);
      if (held.size() == ROWS_FOR_WIDTHS) {
        writeHeld();
      }
    }
  }

  private void writeHeld() throws IOException {
    String[] header = header();
    measure(header);
    held.forEach(this::measure);
    writeRow(header, Emphasis.STRONG);
    writeLine(colours.faint(rule()));
    for (String[] cells : held) {
      writeRow(cells, Emphasis.NONE);
    }
    held.clear();
    headerWritten = true;
  }

  private String[] header() {
    List<String> names = new ArrayList<>();
    if (changelog) {
      names.add("op");
    }
    schema.fields().stream().map(Field::name).forEach(names::add);
    return names.toArray(String[]::new);
  }

  private void measure(String[] cells) {
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], width(cells[i]));
    }
  }

  private String rule() {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "─┼─").append("─".repeat(widths[i]));
    }
    return rule.toString();
  }

  private void writeRow(String[] cells, Emphasis emphasis) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      boolean last = i == cells.length - 1;
      int missing = Math.max(0, widths[i] - width(cells[i]));
      boolean right = alignedRight(i);
      line.append(i == 0 ? "" : colours.faint(" │ "));
      line.append(" ".repeat(right ? missing : 0));
      line.append(emphasized(cells[i], emphasis));
      line.append(" ".repeat(right || last ? 0 : missing));
    }
    writeLine(line.toString().stripTrailing());
  }

  private String emphasized(String cell, Emphasis emphasis) {
    return switch (emphasis) {
      case STRONG -> colours.strong(cell);
      case NONE -> cell.equals(NULL) ? colours.faint(cell) : cell;
    };
  }

  private enum Emphasis {
    NONE,
    STRONG
  }

  private boolean alignedRight(int cell) {
    int column = changelog ? cell - 1 : cell;
    return column >= 0 && isNumber(schema.type(column));
  }

  private static boolean isNumber(DataType type) {
    return switch (type) {
      case DataType.Integral _, DataType.Floating _, DataType.Decimal _ -> true;
      case DataType.Bool _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          false;
    };
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
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
