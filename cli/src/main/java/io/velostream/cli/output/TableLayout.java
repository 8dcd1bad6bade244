package io.velostream.cli.output;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How the lines of a table are laid out: numbers to the right, text to the left, and a column `op`
/// first if rows say what kind of change they are.
final class TableLayout {
  private final Schema schema;
  private final boolean changelog;
  private final Colours colours;
  private final String[] header;
  private final int[] widths;

  TableLayout(Schema schema, boolean changelog, Colours colours) {
    this.schema = schema;
    this.changelog = changelog;
    this.colours = colours;
    List<String> names = new ArrayList<>();
    if (changelog) {
      names.add("op");
    }
    schema.fields().stream().map(Field::name).forEach(names::add);
    this.header = names.toArray(String[]::new);
    this.widths = new int[header.length];
    forget();
  }

  int columns() {
    return header.length;
  }

  /// Makes columns as narrow as their names.
  void forget() {
    Arrays.fill(widths, 0);
    measure(header);
  }

  /// Makes columns wide enough for a row.
  void measure(String[] cells) {
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], RowCells.width(cells[i]));
    }
  }

  String header() {
    return line(header, Emphasis.STRONG);
  }

  String rule() {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "─┼─").append("─".repeat(widths[i]));
    }
    return colours.faint(rule.toString());
  }

  /// A row; what is wider than its column pushes the rest out.
  String row(String[] cells) {
    return line(cells, Emphasis.NONE);
  }

  private String line(String[] cells, Emphasis emphasis) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      boolean last = i == cells.length - 1;
      boolean right = alignedRight(i);
      int missing = Math.max(0, widths[i] - RowCells.width(cells[i]));
      line.append(i == 0 ? "" : colours.faint(" │ "));
      line.append(" ".repeat(right ? missing : 0));
      line.append(emphasized(cells[i], emphasis));
      line.append(" ".repeat(right || last ? 0 : missing));
    }
    return line.toString().stripTrailing();
  }

  private String emphasized(String cell, Emphasis emphasis) {
    return switch (emphasis) {
      case STRONG -> colours.strong(cell);
      case NONE -> cell.equals(RowCells.NULL) ? colours.faint(cell) : cell;
    };
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
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          false;
    };
  }

  private enum Emphasis {
    NONE,
    STRONG
  }
}
