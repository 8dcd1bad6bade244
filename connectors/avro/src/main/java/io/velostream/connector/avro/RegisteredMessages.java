package io.velostream.connector.avro;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.TextBuffer;

/// Puts the id of a schema before each message.
record RegisteredMessages(int id, MessageEncoder messages) implements MessageEncoder {
  @Override
  public boolean isChangelog() {
    return messages.isChangelog();
  }

  @Override
  public void message(Batch batch, int row, boolean inserted, TextBuffer out) {
    out.append(0);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.append((byte) (id >>> shift));
    }
    messages.message(batch, row, inserted, out);
  }
}
