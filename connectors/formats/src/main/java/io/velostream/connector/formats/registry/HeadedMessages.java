package io.velostream.connector.formats.registry;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.TextBuffer;

/// Puts the id of a schema before each message.
public record HeadedMessages(int id, MessageEncoder messages) implements MessageEncoder {
  @Override
  public boolean isChangelog() {
    return messages.isChangelog();
  }

  @Override
  public void message(Batch batch, int row, boolean inserted, TextBuffer out) {
    SchemaHead.put(id, out);
    messages.message(batch, row, inserted, out);
  }
}
