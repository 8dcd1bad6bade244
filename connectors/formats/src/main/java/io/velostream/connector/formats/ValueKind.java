package io.velostream.connector.formats;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// How the text of a value is read: one constant per kernel.
enum ValueKind {
  BOOLEAN,
  INTEGER,
  DOUBLE,
  REAL,
  DECIMAL,
  WIDE_DECIMAL,
  VARCHAR,
  CHAR,
  VARBINARY,
  GEOMETRY,
  DATE,
  TIME,
  TIMESTAMP,
  NESTED,
  NULL;

  /// The kernel for a column.
  ///
  /// @throws UserException NOT_SUPPORTED for a type that has no text form yet
  static ValueKind of(String column, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> BOOLEAN;
      case DataType.Integral _ -> INTEGER;
      case DataType.Floating f -> f.width() == DataType.Floating.Width.REAL ? REAL : DOUBLE;
      case DataType.Decimal d ->
          d.precision() <= DataType.Decimal.MAX_LONG_PRECISION ? DECIMAL : WIDE_DECIMAL;
      case DataType.Varchar _ -> VARCHAR;
      case DataType.Char _ -> CHAR;
      case DataType.Varbinary _ -> VARBINARY;
      case DataType.Geometry _ -> GEOMETRY;
      case DataType.Date _ -> DATE;
      case DataType.Time _ -> TIME;
      case DataType.Timestamp _ -> TIMESTAMP;
      case DataType.Null _ -> NULL;
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          NESTED;
      case DataType.Interval _ ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED,
                  "the column '" + column + "' of type " + type.sql() + " cannot be read from text")
              .hint("declare it as VARCHAR and CAST it in the query");
    };
  }
}
