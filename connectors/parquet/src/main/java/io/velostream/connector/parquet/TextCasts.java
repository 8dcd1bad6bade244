package io.velostream.connector.parquet;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.Utf8;
import java.util.Arrays;
import java.util.Optional;

/// Casts of text and bytes.
final class TextCasts {
  private TextCasts() {}

  static Optional<ColumnCast> of(DataType from, Field column) {
    boolean text = from instanceof DataType.Varchar;
    boolean bytes = from instanceof DataType.Varbinary;
    if (!text && !bytes) {
      return Optional.empty();
    }
    return switch (column.type()) {
      case DataType.Varchar to -> Optional.of(checked(from, column, to.maxLength()));
      case DataType.Char to -> {
        ColumnCast check = checked(from, column, to.length());
        yield Optional.of(
            (vector, rows, errors) -> padded(check.apply(vector, rows, errors), rows, to.length()));
      }
      case DataType _ -> Optional.empty();
    };
  }

  private static ColumnCast checked(DataType from, Field column, int maxLength) {
    return (vector, rows, errors) -> {
      for (int row = 0; row < rows; row++) {
        if (!vector.isNull(row)) {
          Slice value = (Slice) Values.get(vector, row);
          String complaint = value == null ? null : complaint(value, maxLength);
          if (complaint != null) {
            ColumnCast.report(from, column, vector, row, complaint, errors);
          }
        }
      }
      return vector;
    };
  }

  private static @org.jspecify.annotations.Nullable String complaint(Slice value, int maxLength) {
    int to = value.offset() + value.length();
    if (!Utf8.isValid(value.array(), value.offset(), to)) {
      return "is not valid UTF-8";
    }
    return value.length() > maxLength
            && Utf8.codePoints(value.array(), value.offset(), to) > maxLength
        ? "is longer than " + maxLength + " characters"
        : null;
  }

  private static Vector padded(Vector vector, int rows, int length) {
    Lanes lanes = new Lanes(io.velostream.columnar.Lane.BYTES, rows);
    for (int row = 0; row < rows; row++) {
      if (!vector.isNull(row) && Values.get(vector, row) instanceof Slice value) {
        int count = Utf8.codePoints(value.array(), 0, value.length());
        byte[] text = Arrays.copyOf(value.array(), value.length() + Math.max(0, length - count));
        Arrays.fill(text, value.length(), text.length, (byte) ' ');
        lanes.spans[row] = lanes.copy(text, 0, text.length);
      }
    }
    return new BytesVector(lanes.buffer, lanes.spans, vector.nulls());
  }
}
