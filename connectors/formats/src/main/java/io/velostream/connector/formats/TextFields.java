package io.velostream.connector.formats;

import io.velostream.columnar.Span;

/// Kernels for booleans, strings and binary strings. Strings stay where they are in the window; the
/// column remembers the span.
final class TextFields {
  private TextFields() {}

  /// `true`, `t`, `yes`, `y`, `1`, and their opposites, in any letter case.
  static boolean bool(Column column, int row, byte[] data, int from, int to) {
    boolean yes =
        Ascii.equalsIgnoreCase(data, from, to, "true")
            || Ascii.equalsIgnoreCase(data, from, to, "t")
            || Ascii.equalsIgnoreCase(data, from, to, "yes")
            || Ascii.equalsIgnoreCase(data, from, to, "y")
            || Ascii.equalsIgnoreCase(data, from, to, "1");
    boolean no =
        Ascii.equalsIgnoreCase(data, from, to, "false")
            || Ascii.equalsIgnoreCase(data, from, to, "f")
            || Ascii.equalsIgnoreCase(data, from, to, "no")
            || Ascii.equalsIgnoreCase(data, from, to, "n")
            || Ascii.equalsIgnoreCase(data, from, to, "0");
    column.setLong(row, yes ? 1 : 0);
    return yes || no;
  }

  /// CHAR and VARCHAR: valid UTF-8 that is not too long; trailing blanks do not count for CHAR.
  static boolean text(Column column, int row, byte[] data, int from, int to) {
    if (!Utf8.isValid(data, from, to)) {
      return false;
    }
    return validText(column, row, data, from, to);
  }

  /// The same for bytes known to be UTF-8.
  static boolean validText(Column column, int row, byte[] data, int from, int to) {
    int end = to;
    if (column.kind == ValueKind.CHAR) {
      while (end > from && data[end - 1] == ' ') {
        end--;
      }
    }
    if (end - from > column.size && Utf8.codePoints(data, from, end) > column.size) {
      return false;
    }
    column.setSpan(row, Span.of(from, end - from));
    return true;
  }

  /// VARBINARY as Base64 (RFC 4648) with padding; decoded when the batch is complete.
  static boolean binary(Column column, int row, byte[] data, int from, int to) {
    int length = to - from;
    if (length % 4 != 0) {
      return false;
    }
    int end = to;
    while (end > from && to - end < 2 && data[end - 1] == '=') {
      end--;
    }
    for (int i = from; i < end; i++) {
      int c = data[i];
      boolean ok =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (!ok) {
        return false;
      }
    }
    column.setSpan(row, Span.of(from, length));
    return true;
  }

  /// What is wrong with a text that [FieldParser] refused.
  static String complaint(Column column, byte[] data, int from, int to) {
    return switch (column.kind) {
      case VARCHAR, CHAR ->
          Utf8.isValid(data, from, to)
              ? "is longer than " + column.size + " characters"
              : "is not valid UTF-8";
      case VARBINARY -> "is not Base64";
      case GEOMETRY -> GeometryFields.complaint(data, from, to);
      case BOOLEAN -> "is not true or false";
      case INTEGER -> "is not a whole number of the range of " + column.type.sql();
      case DOUBLE, REAL -> "is not a number of the range of " + column.type.sql();
      case DECIMAL, WIDE_DECIMAL -> "is not a number that fits " + column.type.sql();
      case DATE -> "is not a date like 2024-01-31";
      case TIME -> "is not a time like 12:34:56";
      case TIMESTAMP ->
          column.timestamps.microsPerUnit() == 0
              ? "is not a timestamp like 2024-01-31 12:34:56.789"
              : "is neither a timestamp like 2024-01-31 12:34:56.789 nor a number since the epoch"
                  + " that fits";
      case NESTED -> column.nested().complaint(data, from, to);
      case NULL -> "cannot be stored";
    };
  }
}
