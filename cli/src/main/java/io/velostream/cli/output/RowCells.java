package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.ValueText;

/// Rows as texts for people: a cell stays on its line, whatever is in it.
final class RowCells {
  /// What stands for no value.
  static final String NULL = "NULL";

  private RowCells() {}

  /// The cells of a row, put into `into` from index `at` on.
  static void fill(Schema schema, Batch batch, int row, String[] into, int at) {
    for (int c = 0; c < schema.size(); c++) {
      Vector column = batch.column(c);
      into[at + c] =
          column.isNull(row) ? NULL : printable(ValueText.of(schema.type(c), column, row));
    }
  }

  private static String printable(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  /// How many columns of a terminal a text takes, for scripts whose letters take one each.
  static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
