package io.velostream.connector.formats;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column with the same value in every row of many batches, given as text.
public final class ConstantColumn {
  private final Field field;
  private final Column column;
  private final BytesFinisher finisher;
  private final int rows;

  ConstantColumn(Field field, int rows) {
    this.field = field;
    this.rows = rows;
    this.column = new Column(field, rows, TimestampFormat.of(Formats.AUTO));
    this.finisher = BytesFinisher.of(column, rows, true);
  }

  /// Name and type.
  public Field field() {
    return field;
  }

  /// The value at every row, NULL for `null`; valid until the next call.
  ///
  /// @throws UserException BAD_INPUT when the text is no value of the type
  public Vector of(@Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    byte[] data = Arrays.copyOf(bytes, length + RowDecoder.PADDING);
    column.anyNull = text == null;
    Arrays.fill(column.nulls, text == null);
    if (text == null) {
      Arrays.fill(column.spans, 0);
    } else if (column.kind == ValueKind.NESTED || !FieldParser.parse(column, 0, data, 0, length)) {
      throw new UserException(
          ErrorCode.BAD_INPUT,
          "column '"
              + field.name()
              + "': '"
              + text
              + "' "
              + TextFields.complaint(column, data, 0, length));
    }
    repeat(column.longs);
    repeat(column.highs);
    repeat(column.spans);
    Arrays.fill(column.doubles, column.doubles.length == 0 ? 0 : column.doubles[0]);
    return vector(data);
  }

  private static void repeat(long[] values) {
    if (values.length > 0) {
      Arrays.fill(values, values[0]);
    }
  }

  private Vector vector(byte[] data) {
    boolean[] nulls = column.anyNull ? column.nulls : null;
    return switch (column.kind) {
      case BOOLEAN, INTEGER, DECIMAL, DATE, TIME, TIMESTAMP, NULL ->
          new LongVector(column.longs, nulls);
      case DOUBLE, REAL -> new DoubleVector(column.doubles, nulls);
      case WIDE_DECIMAL -> new WideVector(column.highs, column.longs, nulls);
      case VARCHAR, CHAR, VARBINARY, GEOMETRY, NESTED ->
          finisher.finish(new BytesVector(data, column.spans, nulls), rows);
    };
  }
}
