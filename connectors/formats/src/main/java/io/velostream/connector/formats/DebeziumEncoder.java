package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;

/// Changes as Debezium writes them, without a schema: a row that comes is `c`, one that goes is
/// `d`; a row that is replaced does both.
final class DebeziumEncoder extends RowEncoder {
  private final JsonEncoder rows;

  DebeziumEncoder(Schema schema, TimestampFormat timestamps) {
    super(schema, true, timestamps);
    this.rows = new JsonEncoder(schema, false, timestamps);
  }

  @Override
  public void header(TextBuffer out) {}

  @Override
  void row(Batch batch, int row, String op, TextBuffer out) {
    boolean inserted = op.equals(INSERT);
    out.append(inserted ? "{\"before\":null,\"after\":" : "{\"before\":");
    rows.row(batch, row, op, out);
    out.truncate(out.length() - 1); // its newline
    out.append(inserted ? ",\"op\":\"c\"}\n" : ",\"after\":null,\"op\":\"d\"}\n");
  }
}
