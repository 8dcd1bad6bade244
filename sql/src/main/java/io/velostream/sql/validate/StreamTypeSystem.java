package io.velostream.sql.validate;

import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Timestamp;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Limits of types and the types of arithmetic.
///
/// Decimals have up to 38 digits. Where an exact result would need more, digits of the fraction go
/// first, but never the last six (the rule of SQL Server, which Flink and Spark follow too): a
/// product or quotient too large for what remains is an overflow error, not a wrong number.
final class StreamTypeSystem extends RelDataTypeSystemImpl {
  static final StreamTypeSystem INSTANCE = new StreamTypeSystem();

  /// Fraction digits that a result keeps even when whole digits may then not fit.
  private static final int KEPT_SCALE = 6;

  private StreamTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> Decimal.MAX_PRECISION;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME -> Timestamp.MAX_PRECISION;
      case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
      default -> super.getMaxPrecision(type);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL ? Decimal.MAX_PRECISION : super.getMaxScale(type);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    return switch (type) {
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Timestamp.MAX_PRECISION;
      default -> super.getDefaultPrecision(type);
    };
  }

  /// `CASE … THEN 'a' ELSE 'abc' END` is a VARCHAR: nobody wants `'a'` padded with blanks.
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
    RelDataType sum =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
          case DECIMAL ->
              types.createSqlType(SqlTypeName.DECIMAL, Decimal.MAX_PRECISION, argument.getScale());
          case REAL, FLOAT, DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
          default -> argument;
        };
    return types.createTypeWithNullability(sum, argument.isNullable());
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
    RelDataType average =
        switch (argument.getSqlTypeName()) {
          case DECIMAL ->
              types.createSqlType(
                  SqlTypeName.DECIMAL,
                  Decimal.MAX_PRECISION,
                  Math.max(argument.getScale(), KEPT_SCALE));
          case INTERVAL_YEAR,
              INTERVAL_YEAR_MONTH,
              INTERVAL_MONTH,
              INTERVAL_DAY,
              INTERVAL_DAY_HOUR,
              INTERVAL_DAY_MINUTE,
              INTERVAL_DAY_SECOND,
              INTERVAL_HOUR,
              INTERVAL_HOUR_MINUTE,
              INTERVAL_HOUR_SECOND,
              INTERVAL_MINUTE,
              INTERVAL_MINUTE_SECOND,
              INTERVAL_SECOND ->
              argument;
          default -> types.createSqlType(SqlTypeName.DOUBLE);
        };
    return types.createTypeWithNullability(average, argument.isNullable());
  }

  @Override
  public @Nullable RelDataType deriveDecimalPlusType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = Math.max(left.getScale(), right.getScale());
    int whole =
        Math.max(left.getPrecision() - left.getScale(), right.getPrecision() - right.getScale());
    return decimal(types, whole + 1, scale);
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = left.getScale() + right.getScale();
    return decimal(types, left.getPrecision() + right.getPrecision() - scale, scale);
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int whole = left.getPrecision() - left.getScale() + right.getScale();
    int scale = Math.max(KEPT_SCALE, left.getScale() + right.getPrecision() + 1);
    return decimal(types, whole, scale);
  }

  @Override
  public @Nullable RelDataType deriveDecimalModType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = Math.max(left.getScale(), right.getScale());
    int whole =
        Math.min(left.getPrecision() - left.getScale(), right.getPrecision() - right.getScale());
    return decimal(types, whole, scale);
  }

  private static boolean isDecimalArithmetic(RelDataType left, RelDataType right) {
    return SqlTypeUtil.isExactNumeric(left)
        && SqlTypeUtil.isExactNumeric(right)
        && (SqlTypeUtil.isDecimal(left) || SqlTypeUtil.isDecimal(right));
  }

  /// The decimal of so many whole and fraction digits, cut to the largest precision.
  private static RelDataType decimal(RelDataTypeFactory types, int whole, int scale) {
    int precision = whole + scale;
    if (precision > Decimal.MAX_PRECISION) {
      int kept = Math.min(scale, KEPT_SCALE);
      scale = Math.max(Decimal.MAX_PRECISION - whole, kept);
      precision = Decimal.MAX_PRECISION;
    }
    return types.createSqlType(SqlTypeName.DECIMAL, Math.max(precision, 1), scale);
  }
}
