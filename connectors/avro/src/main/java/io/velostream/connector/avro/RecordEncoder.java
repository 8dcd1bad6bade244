package io.velostream.connector.avro;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.TextBuffer;
import org.jspecify.annotations.Nullable;

/// Writes rows as records of a schema. Belongs to one thread.
final class RecordEncoder {
  private final WriteParts.Nullables[] parts;

  /// By field: the column, or -1 for a default.
  private final int[] columns;

  private final byte[][] defaults;

  /// @throws UserException when the schema cannot have such rows
  RecordEncoder(Schema columns, org.apache.avro.Schema record) {
    if (record.getType() != org.apache.avro.Schema.Type.RECORD) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "rows are written as records, and the schema is " + AvroTypes.shown(record));
    }
    int count = record.getFields().size();
    this.parts = new WriteParts.Nullables[count];
    this.columns = new int[count];
    this.defaults = new byte[count][];
    WriteParts.requireAll(columns.fields(), record, "");
    for (int i = 0; i < count; i++) {
      org.apache.avro.Schema.Field field = record.getFields().get(i);
      this.columns[i] = RowPlan.find(field.name(), columns.fields());
      if (this.columns[i] < 0) {
        defaults[i] = WriteParts.lacking(field, field.name());
        parts[i] = (_, _) -> {};
      } else {
        parts[i] = WriteParts.of(field.schema(), columns.type(this.columns[i]), field.name());
      }
    }
  }

  /// Appends the record of one row.
  void row(Batch batch, int row, TextBuffer out) {
    for (int i = 0; i < parts.length; i++) {
      if (columns[i] < 0) {
        out.append(defaults[i], 0, defaults[i].length);
      } else {
        @Nullable Object value = Values.get(batch.column(columns[i]), row);
        parts[i].write(value, out);
      }
    }
  }
}
