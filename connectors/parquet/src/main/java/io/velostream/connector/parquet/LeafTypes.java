package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/// The types of stored values.
final class LeafTypes {
  private static final DataType VARBINARY = new DataType.Varbinary();

  private LeafTypes() {}

  /// What the values of a column are; nothing if the engine has no such values.
  static Optional<Leaf> of(ColumnDescriptor column) {
    PrimitiveType type = column.getPrimitiveType();
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> leaf(column, DataType.BOOLEAN, Conversion.BOOLEAN);
      case INT32 -> int32(column, meaning);
      case INT64 -> int64(column, meaning);
      case INT96 -> leaf(column, new DataType.Timestamp(6, false), Conversion.INT96);
      case FLOAT -> leaf(column, DataType.REAL, Conversion.FLOAT);
      case DOUBLE -> leaf(column, DataType.DOUBLE, Conversion.DOUBLE);
      case BINARY -> binary(column, meaning);
      case FIXED_LEN_BYTE_ARRAY -> fixed(column, meaning);
    };
  }

  private static Optional<Leaf> leaf(ColumnDescriptor column, DataType type, Conversion how) {
    return Optional.of(new Leaf(column, type, how));
  }

  private static Optional<Leaf> int32(ColumnDescriptor column, LogicalTypeAnnotation meaning) {
    return switch (meaning) {
      case null -> leaf(column, DataType.INTEGER, Conversion.INT);
      case LogicalTypeAnnotation.IntLogicalTypeAnnotation t when t.isSigned() ->
          leaf(column, signed(t.getBitWidth()), Conversion.INT);
      case LogicalTypeAnnotation.IntLogicalTypeAnnotation t ->
          leaf(column, unsigned(t.getBitWidth()), Conversion.UNSIGNED_INT);
      case LogicalTypeAnnotation.DecimalLogicalTypeAnnotation t ->
          decimal(column, t, Conversion.INT);
      case LogicalTypeAnnotation.DateLogicalTypeAnnotation _ ->
          leaf(column, DataType.DATE, Conversion.INT);
      case LogicalTypeAnnotation.TimeLogicalTypeAnnotation _ ->
          leaf(column, new DataType.Time(3), Conversion.INT_MILLIS);
      case LogicalTypeAnnotation.UnknownLogicalTypeAnnotation _ ->
          leaf(column, DataType.INTEGER, Conversion.INT);
      default -> Optional.empty();
    };
  }

  private static DataType signed(int bits) {
    return switch (bits) {
      case 8 -> DataType.TINYINT;
      case 16 -> DataType.SMALLINT;
      case 32 -> DataType.INTEGER;
      default -> DataType.BIGINT;
    };
  }

  /// The smallest type that holds all values.
  private static DataType unsigned(int bits) {
    return switch (bits) {
      case 8 -> DataType.SMALLINT;
      case 16 -> DataType.INTEGER;
      default -> DataType.BIGINT;
    };
  }

  private static Optional<Leaf> int64(ColumnDescriptor column, LogicalTypeAnnotation meaning) {
    return switch (meaning) {
      case null -> leaf(column, DataType.BIGINT, Conversion.LONG);
      case LogicalTypeAnnotation.IntLogicalTypeAnnotation t when t.isSigned() ->
          leaf(column, DataType.BIGINT, Conversion.LONG);
      case LogicalTypeAnnotation.IntLogicalTypeAnnotation _ ->
          leaf(column, new DataType.Decimal(20, 0), Conversion.UNSIGNED_LONG);
      case LogicalTypeAnnotation.DecimalLogicalTypeAnnotation t ->
          decimal(column, t, Conversion.LONG);
      case LogicalTypeAnnotation.TimeLogicalTypeAnnotation t ->
          leaf(column, new DataType.Time(6), times(t.getUnit()));
      case LogicalTypeAnnotation.TimestampLogicalTypeAnnotation t -> {
        int digits = t.getUnit() == LogicalTypeAnnotation.TimeUnit.MILLIS ? 3 : 6;
        DataType type = new DataType.Timestamp(digits, t.isAdjustedToUTC());
        yield leaf(column, type, times(t.getUnit()));
      }
      default -> Optional.empty();
    };
  }

  private static Conversion times(LogicalTypeAnnotation.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> Conversion.MILLIS;
      case MICROS -> Conversion.LONG;
      case NANOS -> Conversion.NANOS;
    };
  }

  private static Optional<Leaf> decimal(
      ColumnDescriptor column,
      LogicalTypeAnnotation.DecimalLogicalTypeAnnotation type,
      Conversion narrow) {
    int precision = type.getPrecision();
    int scale = type.getScale();
    if (precision < 1 || precision > DataType.Decimal.MAX_PRECISION || scale > precision) {
      return Optional.empty();
    }
    boolean fits = precision <= DataType.Decimal.MAX_LONG_PRECISION;
    if (!fits && narrow != Conversion.DECIMAL) {
      return Optional.empty();
    }
    return leaf(
        column, new DataType.Decimal(precision, scale), fits ? narrow : Conversion.WIDE_DECIMAL);
  }

  private static Optional<Leaf> binary(ColumnDescriptor column, LogicalTypeAnnotation meaning) {
    return switch (meaning) {
      case LogicalTypeAnnotation.StringLogicalTypeAnnotation _ ->
          leaf(column, DataType.STRING, Conversion.BYTES);
      case LogicalTypeAnnotation.EnumLogicalTypeAnnotation _ ->
          leaf(column, DataType.STRING, Conversion.BYTES);
      case LogicalTypeAnnotation.JsonLogicalTypeAnnotation _ ->
          leaf(column, new DataType.Variant(), Conversion.JSON);
      case LogicalTypeAnnotation.DecimalLogicalTypeAnnotation t ->
          decimal(column, t, Conversion.DECIMAL);
      // No meaning, BSON, geometries: bytes.
      case null, default -> leaf(column, VARBINARY, Conversion.BYTES);
    };
  }

  private static Optional<Leaf> fixed(ColumnDescriptor column, LogicalTypeAnnotation meaning) {
    return switch (meaning) {
      case null -> leaf(column, VARBINARY, Conversion.BYTES);
      case LogicalTypeAnnotation.DecimalLogicalTypeAnnotation t ->
          decimal(column, t, Conversion.DECIMAL);
      case LogicalTypeAnnotation.UUIDLogicalTypeAnnotation _ ->
          leaf(column, DataType.STRING, Conversion.UUID);
      case LogicalTypeAnnotation.Float16LogicalTypeAnnotation _ ->
          leaf(column, DataType.REAL, Conversion.HALF);
      default -> Optional.empty();
    };
  }
}
