package io.velostream.connector.avro;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.TextBuffer;

/// Writes rows as messages of one record each.
record RowMessages(RecordEncoder encoder) implements MessageEncoder {
  @Override
  public boolean isChangelog() {
    return false;
  }

  @Override
  public void message(Batch batch, int row, boolean inserted, TextBuffer out) {
    encoder.row(batch, row, out);
  }
}
