package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVectorBuilder;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.input.InputBuffer;
import io.velostream.engine.value.FromJava;
import java.util.List;

/// Adds rows to an [InputTable] value by value, straight into columns:
///
/// ```java
/// appender.append("ACME").append(3L).append(19.5).endRow();
/// ```
///
/// Values come in the order of the columns. Rows are handed over when a batch is full, at
/// [#flush()] and at [#close()]; until then no query sees them. Belongs to one thread. A value that
/// does not fit its column throws a [UserException]; the row then stays open at that column.
public final class RowAppender implements AutoCloseable {
  private final Schema schema;
  private final int batchRows;
  private final InputBuffer target;
  private List<VectorBuilder> builders;
  private int column;
  private int rows;

  RowAppender(Schema schema, int batchRows, InputBuffer target) {
    if (batchRows < 1) {
      throw new IllegalArgumentException("batchRows must be positive, not " + batchRows);
    }
    this.schema = schema;
    this.batchRows = batchRows;
    this.target = target;
    this.builders = builders(schema);
  }

  /// Appends an integer.
  public RowAppender append(long value) {
    Field field = field();
    if (field.type() instanceof DataType.Integral type
        && value >= type.width().min()
        && value <= type.width().max()) {
      ((LongVectorBuilder) builders.get(column++)).append(value);
      return this;
    }
    return append((Object) value);
  }

  /// Appends a floating-point number.
  public RowAppender append(double value) {
    Field field = field();
    if (field.type().equals(DataType.DOUBLE)) {
      ((DoubleVectorBuilder) builders.get(column++)).append(value);
      return this;
    }
    return append((Object) value);
  }

  /// Appends a text.
  public RowAppender append(String value) {
    Field field = field();
    if (field.type().equals(DataType.STRING)) {
      ((BytesVectorBuilder) builders.get(column++)).append(Slice.utf8(value));
      return this;
    }
    return append((Object) value);
  }

  /// Appends a value of any class that stands for the column's type, see [Row#getObject(int)].
  public RowAppender append(Object value) {
    Field field = field();
    Object boxed = FromJava.box(field.type(), value);
    Values.append(builders.get(column++), boxed);
    return this;
  }

  /// Appends NULL.
  public RowAppender appendNull() {
    Field field = field();
    if (!field.nullable()) {
      throw notNull(field);
    }
    builders.get(column++).appendNull();
    return this;
  }

  /// Ends a row that has a value in every column; may wait for room in the table.
  ///
  /// @throws IllegalStateException when columns are missing, or as [InputTable] says
  public void endRow() {
    if (column < schema.size()) {
      throw new IllegalStateException("the row ends before the column '" + field().name() + "'");
    }
    column = 0;
    rows++;
    if (rows == batchRows) {
      flush();
    }
  }

  /// Hands over all ended rows; may wait for room in the table.
  ///
  /// @throws IllegalStateException when a row is open, or as [InputTable] says
  public void flush() {
    if (column > 0) {
      throw new IllegalStateException("a row is open: call endRow first");
    }
    if (rows > 0) {
      Vector[] columns = builders.stream().map(VectorBuilder::build).toArray(Vector[]::new);
      target.add(new Batch(columns, rows, null, null));
      builders = builders(schema);
      rows = 0;
    }
  }

  /// As [#flush()]. The table stays open.
  @Override
  public void close() {
    flush();
  }

  private Field field() {
    if (column == schema.size()) {
      throw new IllegalStateException("the row has all its columns: call endRow first");
    }
    return schema.field(column);
  }

  static UserException notNull(Field field) {
    return new UserException(
        ErrorCode.TYPE_MISMATCH, "column '" + field.name() + "' must not be NULL");
  }

  private static List<VectorBuilder> builders(Schema schema) {
    return schema.types().stream().map(type -> VectorBuilder.of(type.lane())).toList();
  }
}
