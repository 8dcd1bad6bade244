package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.ValueText;
import java.util.Arrays;
import java.util.List;

/// Rows as texts for people: a cell stays on its line, and does nothing to the terminal, whatever
/// is in it.
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

  /// The only cell of a row, line by line.
  static List<String> lines(Schema schema, Batch batch, int row) {
    Vector column = batch.column(0);
    return column.isNull(row)
        ? List.of(NULL)
        : Arrays.stream(ValueText.of(schema.type(0), column, row).split("\n", -1))
            .map(RowCells::printable)
            .toList();
  }

  private static String printable(String text) {
    if (text.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c))) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.chars().forEach(c -> append((char) c, printable));
    return printable.toString();
  }

  private static void append(char c, StringBuilder to) {
    switch (c) {
      case '\\' -> to.append("\\\\");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      default -> {
        if (Character.isISOControl(c)) {
          to.append(String.format("\\u%04x", (int) c));
        } else {
          to.append(c);
        }
      }
    }
  }

  /// How many columns of a terminal a text takes, for scripts whose letters take one each.
  static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
