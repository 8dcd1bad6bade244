package io.velostream.connector.protobuf;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.TextBuffer;

/// Writes rows as messages, each behind the same bytes.
record RowMessages(byte[] head, MessageWriter writer) implements MessageEncoder {
  @Override
  public boolean isChangelog() {
    return false;
  }

  @Override
  public void message(Batch batch, int row, boolean inserted, TextBuffer out) {
    out.append(head, 0, head.length);
    writer.write(column -> Values.get(batch.column(column), row), out);
  }

  /// Messages do not tell whether they come or go.
  static void requireInsertions(boolean changelog, String format) {
    if (changelog) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "rows that change later cannot be written in the format '" + format + "'")
          .hint(
              "use a format of changes, such as 'debezium-json', or a connector that replaces rows"
                  + " by key");
    }
  }
}
