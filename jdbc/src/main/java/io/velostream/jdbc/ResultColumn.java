package io.velostream.jdbc;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import java.sql.Types;

/// A column as JDBC describes it.
///
/// @param jdbcType of [Types]
/// @param typeName the SQL type
/// @param className of the objects that `getObject` gives
record ResultColumn(
    String name,
    int jdbcType,
    String typeName,
    Class<?> className,
    int precision,
    int scale,
    int displaySize,
    boolean nullable) {
  private static final int TEXT_SIZE = 65_535;

  static ResultColumn text(String name) {
    return of(new Field(name, DataType.STRING, true));
  }

  static ResultColumn number(String name) {
    return of(new Field(name, DataType.INTEGER, true));
  }

  static ResultColumn of(Field field) {
    DataType type = field.type();
    return switch (type) {
      case DataType.Bool _ -> of(field, Types.BOOLEAN, Boolean.class, 1, 0, 5);
      case DataType.Integral i -> {
        int digits = i.width().digits();
        yield switch (i.width()) {
          case TINYINT -> of(field, Types.TINYINT, Byte.class, digits, 0, digits + 1);
          case SMALLINT -> of(field, Types.SMALLINT, Short.class, digits, 0, digits + 1);
          case INTEGER -> of(field, Types.INTEGER, Integer.class, digits, 0, digits + 1);
          case BIGINT -> of(field, Types.BIGINT, Long.class, digits, 0, digits + 1);
        };
      }
      case DataType.Floating f ->
          switch (f.width()) {
            case REAL -> of(field, Types.REAL, Float.class, 7, 0, 15);
            case DOUBLE -> of(field, Types.DOUBLE, Double.class, 15, 0, 25);
          };
      case DataType.Decimal d ->
          of(
              field,
              Types.DECIMAL,
              java.math.BigDecimal.class,
              d.precision(),
              d.scale(),
              d.precision() + 2);
      case DataType.Char c -> of(field, Types.CHAR, String.class, c.length(), 0, c.length());
      case DataType.Varchar v ->
          of(field, Types.VARCHAR, String.class, size(v), 0, Math.min(size(v), TEXT_SIZE));
      case DataType.Varbinary _ ->
          of(field, Types.VARBINARY, byte[].class, TEXT_SIZE, 0, TEXT_SIZE);
      case DataType.Date _ -> of(field, Types.DATE, java.sql.Date.class, 10, 0, 10);
      case DataType.Time t -> of(field, Types.TIME, java.sql.Time.class, 15, t.precision(), 15);
      case DataType.Timestamp t ->
          t.local()
              ? of(
                  field,
                  Types.TIMESTAMP_WITH_TIMEZONE,
                  java.time.OffsetDateTime.class,
                  26,
                  t.precision(),
                  32)
              : of(field, Types.TIMESTAMP, java.sql.Timestamp.class, 26, t.precision(), 26);
      case DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _ ->
          of(field, Types.OTHER, Object.class, 0, 0, TEXT_SIZE);
      case DataType.Null _ -> of(field, Types.NULL, Object.class, 0, 0, 4);
    };
  }

  private static int size(DataType.Varchar type) {
    return type.maxLength();
  }

  private static ResultColumn of(
      Field field, int jdbcType, Class<?> type, int precision, int scale, int displaySize) {
    return new ResultColumn(
        field.name(),
        jdbcType,
        field.type().sql(),
        type,
        precision,
        scale,
        displaySize,
        field.nullable());
  }

  /// Whether values are numbers.
  boolean isNumber() {
    return switch (jdbcType) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.DOUBLE,
          Types.DECIMAL ->
          true;
      default -> false;
    };
  }
}
