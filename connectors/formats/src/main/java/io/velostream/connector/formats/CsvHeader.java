package io.velostream.connector.formats;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The first row of a CSV input: whether it names the columns, and which.
final class CsvHeader {
  private CsvHeader() {}

  /// Whether a first row is taken for a header: no field reads as a number, boolean, date, time or
  /// timestamp, and at least one is not empty. The rule looks at that row only, so it does not
  /// matter how much of the input has arrived.
  static boolean isHeader(List<String> cells) {
    boolean any = false;
    for (String cell : cells) {
      any |= !cell.isBlank();
      if (TextType.of(cell.getBytes(StandardCharsets.UTF_8)) == TextType.OTHER || cell.isBlank()) {
        continue;
      }
      return false;
    }
    return any;
  }

  /// Checks the first row of an input, which everything else is built on.
  ///
  /// @param header whether it names the columns
  /// @param source the input, for messages
  /// @throws UserException BAD_INPUT when its lines end in carriage returns alone, or when the
  ///   names are no text
  static void check(CsvScanner row, byte[] d, boolean header, String source) {
    for (int i = 0; i < row.count(); i++) {
      int from = row.from(i);
      int to = row.to(i);
      for (int at = from; at < to; at++) {
        if (d[at] == '\r' && !row.isQuoted(i)) {
          throw new UserException(
                  ErrorCode.BAD_INPUT, "the lines of " + source + " end in carriage returns alone")
              .hint("convert them, for instance with tr '\\r' '\\n'");
        }
        if (d[at] == 0 && header) {
          throw new UserException(
                  ErrorCode.BAD_INPUT, "the header of " + source + " holds zero bytes")
              .hint("it is no text, or UTF-16; convert it to UTF-8, for instance with iconv");
        }
      }
      if (header && !Utf8.isValid(d, from, to)) {
        throw new UserException(
                ErrorCode.BAD_INPUT, "the header of " + source + " is not UTF-8 text")
            .hint("convert it, for instance with iconv -f ISO-8859-1 -t UTF-8");
      }
    }
  }

  /// Column names from header cells: empty ones become `column0`, `column1`, …; repeated ones
  /// (letter case ignored) get `_1`, `_2`, … appended.
  static List<String> names(List<String> cells) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      String wanted = cells.get(i).isBlank() ? "column" + i : cells.get(i).strip();
      String name = wanted;
      for (int n = 1; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
        name = wanted + "_" + n;
      }
      names.add(name);
    }
    return names;
  }

  /// For each column of the table, which field of a row it is, found by name: exactly, else with
  /// letter case ignored.
  ///
  /// @param origin where the names are from, for messages
  /// @param missingIsNull whether the place of a column that the header lacks is -1
  /// @throws UserException BAD_INPUT when it lacks a column otherwise, or one that is NOT NULL
  static int[] places(String origin, Schema schema, List<String> names, boolean missingIsNull) {
    int[] places = new int[schema.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(schema.field(i), names);
      if (places[i] < 0 && !(missingIsNull && schema.field(i).nullable())) {
        throw new UserException(
                ErrorCode.BAD_INPUT, origin + " has no column '" + schema.field(i).name() + "'")
            .hint(
                "it has: "
                    + String.join(", ", names)
                    + "; to read NULL, set 'union-by-name' = 'true'; to ignore the names, set '"
                    + Formats.CSV_MATCH
                    + "' = 'position'");
      }
    }
    return places;
  }

  /// For each column of the table, which field of a row it is, by position.
  ///
  /// @param origin what says how many fields there are, for messages
  /// @param missingIsNull whether the place of a column that there is no field for is -1
  /// @throws UserException BAD_INPUT when there is no field for a column otherwise, or for one that
  ///   is NOT NULL
  static int[] positions(String origin, Schema schema, int fields, boolean missingIsNull) {
    int[] places = new int[schema.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i < fields ? i : -1;
      if (places[i] < 0 && !(missingIsNull && schema.field(i).nullable())) {
        throw new UserException(
                ErrorCode.BAD_INPUT,
                "%s has %d fields, and none for column '%s', which is number %d"
                    .formatted(origin, fields, schema.field(i).name(), i + 1))
            .hint("to read NULL, set 'union-by-name' = 'true'");
      }
    }
    return places;
  }

  private static int place(Field field, List<String> names) {
    int exact = names.indexOf(field.name());
    if (exact >= 0) {
      return exact;
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(field.name())) {
        return i;
      }
    }
    return -1;
  }
}
