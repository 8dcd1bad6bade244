package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// The schema of a file for columns of the engine.
final class FileTypes {
  /// Decimals of more digits are 16 bytes.
  static final int MAX_INT_DIGITS = 9;

  static final int WIDE_BYTES = 16;

  /// Times of fewer digits are milliseconds.
  static final int MILLIS = 3;

  private FileTypes() {}

  /// @param first a column of text before the others, or none
  /// @throws UserException NOT_SUPPORTED for a type that a file cannot hold
  static MessageType message(Schema schema, List<String> first) {
    List<Type> fields = new ArrayList<>();
    for (String name : first) {
      fields.add(
          Types.required(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name));
    }
    for (Field field : schema.fields()) {
      fields.add(type(field.type(), field.nullable(), field.name(), field));
    }
    return new MessageType("velostream", fields);
  }

  private static Type type(DataType type, boolean nullable, String name, Field column) {
    Type.Repetition repetition = nullable ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    return switch (type) {
      case DataType.Array t ->
          Types.list(repetition).element(type(t.element(), true, "element", column)).named(name);
      case DataType.Map t ->
          Types.map(repetition)
              .key(type(t.key(), false, "key", column))
              .value(type(t.value(), true, "value", column))
              .named(name);
      case DataType.Row t ->
          new GroupType(
              repetition,
              name,
              t.fields().stream()
                  .<Type>map(field -> type(field.type(), true, field.name(), column))
                  .toList());
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Floating _,
          DataType.Decimal _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Geometry _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Multiset _,
          DataType.Variant _,
          DataType.Null _ -> {
        Stored stored = stored(type, column);
        yield Types.primitive(stored.type, repetition)
            .length(stored.length)
            .as(stored.meaning)
            .named(name);
      }
    };
  }

  private record Stored(
      PrimitiveTypeName type,
      int length,
      @org.jspecify.annotations.Nullable LogicalTypeAnnotation meaning) {
    Stored(
        PrimitiveTypeName type, @org.jspecify.annotations.Nullable LogicalTypeAnnotation meaning) {
      this(type, 0, meaning);
    }
  }

  private static Stored stored(DataType type, Field column) {
    return switch (type) {
      case DataType.Bool _ -> new Stored(PrimitiveTypeName.BOOLEAN, null);
      case DataType.Integral t ->
          switch (t.width()) {
            case TINYINT ->
                new Stored(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, true));
            case SMALLINT ->
                new Stored(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, true));
            case INTEGER -> new Stored(PrimitiveTypeName.INT32, null);
            case BIGINT -> new Stored(PrimitiveTypeName.INT64, null);
          };
      case DataType.Floating t ->
          new Stored(
              t.width() == DataType.Floating.Width.REAL
                  ? PrimitiveTypeName.FLOAT
                  : PrimitiveTypeName.DOUBLE,
              null);
      case DataType.Decimal t -> decimal(t);
      case DataType.Char _, DataType.Varchar _, DataType.Null _ ->
          new Stored(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType());
      case DataType.Varbinary _, DataType.Geometry _ -> new Stored(PrimitiveTypeName.BINARY, null);
      case DataType.Date _ -> new Stored(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType());
      case DataType.Time t ->
          t.precision() <= MILLIS
              ? new Stored(
                  PrimitiveTypeName.INT32, LogicalTypeAnnotation.timeType(false, TimeUnit.MILLIS))
              : new Stored(
                  PrimitiveTypeName.INT64, LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS));
      case DataType.Timestamp t -> {
        TimeUnit unit = t.precision() <= MILLIS ? TimeUnit.MILLIS : TimeUnit.MICROS;
        yield new Stored(
            PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(t.local(), unit));
      }
      case DataType.Variant _ ->
          new Stored(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.jsonType());
      case DataType.Interval _ ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED,
                  "column '%s': a Parquet file cannot hold %s".formatted(column.name(), type.sql()))
              .hint("write it as a number or as text");
      case DataType.Multiset _ ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED,
                  "column '%s': a Parquet file cannot hold %s".formatted(column.name(), type.sql()))
              .hint("cast it to an ARRAY");
      case DataType.Array _, DataType.Map _, DataType.Row _ ->
          throw new IllegalStateException("not stored as it is: " + type.sql());
    };
  }

  private static Stored decimal(DataType.Decimal type) {
    LogicalTypeAnnotation meaning =
        LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    if (type.precision() <= MAX_INT_DIGITS) {
      return new Stored(PrimitiveTypeName.INT32, meaning);
    }
    return type.precision() <= DataType.Decimal.MAX_LONG_PRECISION
        ? new Stored(PrimitiveTypeName.INT64, meaning)
        : new Stored(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, WIDE_BYTES, meaning);
  }
}
