package io.velostream.connector.formats;

/// Reads the text of one value into a column: the exact, general path that CSV fields, JSON strings
/// and JSON numbers share.
///
/// No kernel throws or allocates for good input; `false` means that the text is no value of the
/// type, and the row is bad.
final class FieldParser {
  private FieldParser() {}

  /// Stores the value of the bytes `[from, to)` at a row.
  static boolean parse(Column column, int row, byte[] data, int from, int to) {
    return switch (column.kind) {
      case VARCHAR, CHAR -> TextFields.text(column, row, data, from, to);
      case VARBINARY -> TextFields.binary(column, row, data, from, to);
      case GEOMETRY -> GeometryFields.geometry(column, row, data, from, to);
      case BOOLEAN, INTEGER, DOUBLE, REAL, DECIMAL, WIDE_DECIMAL, DATE, TIME, TIMESTAMP ->
          trimmed(column, row, data, from, to);
      case NESTED -> column.nested().parse(column, row, data, from, to);
      case NULL -> {
        column.setNull(row);
        yield true;
      }
    };
  }

  private static boolean trimmed(Column column, int row, byte[] data, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && data[start] == ' ') {
      start++;
    }
    while (start < end && data[end - 1] == ' ') {
      end--;
    }
    if (start == end) {
      return false;
    }
    return switch (column.kind) {
      case BOOLEAN -> TextFields.bool(column, row, data, start, end);
      case INTEGER -> NumberFields.integer(column, row, data, start, end);
      case DOUBLE -> NumberFields.float64(column, row, data, start, end);
      case REAL -> NumberFields.float32(column, row, data, start, end);
      case DECIMAL, WIDE_DECIMAL -> DecimalFields.decimal(column, row, data, start, end);
      case DATE -> TimeFields.date(column, row, data, start, end);
      case TIME -> TimeFields.time(column, row, data, start, end);
      case TIMESTAMP -> TimeFields.timestamp(column, row, data, start, end);
      case VARCHAR, CHAR, VARBINARY, GEOMETRY, NESTED, NULL ->
          throw new IllegalStateException(column.name);
    };
  }
}
