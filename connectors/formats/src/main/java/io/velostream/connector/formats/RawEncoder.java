package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;

/// Messages that are one value each, as text or as bytes, without quotes. NULL is an empty message.
final class RawEncoder extends RowEncoder {
  RawEncoder(Schema schema, TimestampFormat timestamps) {
    super(schema, false, timestamps);
  }

  @Override
  public void header(TextBuffer out) {}

  @Override
  void row(Batch batch, int row, String op, TextBuffer out) {
    if (!batch.column(0).isNull(row)) {
      if (schema.type(0) instanceof DataType.Varbinary
          && batch.column(0) instanceof BytesVector bytes) {
        Slice value = bytes.slice(row);
        out.append(value.array(), value.offset(), value.length());
      } else {
        ValueText.append(schema.type(0), batch.column(0), row, timestamps, out);
      }
    }
    out.append('\n');
  }
}
