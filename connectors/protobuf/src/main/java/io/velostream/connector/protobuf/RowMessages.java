package io.velostream.connector.protobuf;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Values;
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
}
