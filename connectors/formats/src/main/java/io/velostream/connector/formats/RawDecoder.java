package io.velostream.connector.formats;

import io.velostream.columnar.Span;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// Messages that are one value each, without any form of their own.
final class RawDecoder extends RowDecoder {
  RawDecoder(ColumnSet columns, BadRowLog bad, int maxRowBytes) {
    super(columns, bad, maxRowBytes);
  }

  @Override
  boolean message(byte[] buffer, int from, int to) {
    int row = columns.rows();
    for (Column column : columns.columns) {
      if (column.kind == ValueKind.VARBINARY) {
        column.setSpan(row, Span.of(from, to - from));
      } else if (!FieldParser.parse(column, row, buffer, from, to)) {
        bad.report(
            buffer,
            from,
            to,
            "column '"
                + column.name
                + "': the message "
                + TextFields.complaint(column, buffer, from, to));
        return false;
      }
    }
    columns.commit();
    return true;
  }

  @Override
  public int decode(byte[] buffer, int from, int to, int stop, boolean atEnd) {
    throw new UserException(
        ErrorCode.INVALID_OPTION, "the format 'raw' is for messages, which have borders");
  }

  @Override
  boolean isStarted() {
    return true;
  }

  @Override
  int headBytes() {
    return 0;
  }

  @Override
  boolean linesAreRows() {
    return false;
  }
}
