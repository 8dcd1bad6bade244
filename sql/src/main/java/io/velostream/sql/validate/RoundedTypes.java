package io.velostream.sql.validate;

import io.velostream.columnar.DataType.Decimal;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Types of rounded decimals: they hold every result. Rounding may add a whole digit, and constant
/// places say how many digits of the fraction remain (the rule of Flink).
final class RoundedTypes {
  private RoundedTypes() {}

  /// ROUND(x [, places]).
  static RelDataType round(SqlOperatorBinding binding) {
    return rounded(binding, 1);
  }

  /// TRUNCATE(x [, places]).
  static RelDataType truncate(SqlOperatorBinding binding) {
    return rounded(binding, 0);
  }

  /// SIGN(x): one digit for a decimal.
  static RelDataType sign(SqlOperatorBinding binding) {
    RelDataType number = binding.getOperandType(0);
    return SqlTypeUtil.isDecimal(number) ? nullable(binding, decimal(binding, 1, 0)) : number;
  }

  private static RelDataType rounded(SqlOperatorBinding binding, int carry) {
    RelDataType number = binding.getOperandType(0);
    if (!SqlTypeUtil.isDecimal(number)) {
      return nullable(binding, number);
    }
    int scale = number.getScale();
    int whole = number.getPrecision() - scale;
    if (binding.getOperandCount() > 1 && !binding.isOperandLiteral(1, true)) {
      return nullable(binding, decimal(binding, whole + carry + scale, scale));
    }
    int places = binding.getOperandCount() == 1 ? 0 : places(binding);
    if (places >= scale) {
      return nullable(binding, number);
    }
    int kept = Math.max(places, 0);
    return nullable(binding, decimal(binding, whole + carry + kept, kept));
  }

  private static int places(SqlOperatorBinding binding) {
    BigDecimal places = binding.getOperandLiteralValue(1, BigDecimal.class);
    return places == null
        ? Decimal.MAX_PRECISION
        : places
            .max(BigDecimal.valueOf(-1))
            .min(BigDecimal.valueOf(Decimal.MAX_PRECISION))
            .intValue();
  }

  private static RelDataType decimal(SqlOperatorBinding binding, int precision, int scale) {
    int limited = Math.clamp(precision, 1, Decimal.MAX_PRECISION);
    return binding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, limited, scale);
  }

  private static RelDataType nullable(SqlOperatorBinding binding, RelDataType type) {
    RelDataTypeFactory types = binding.getTypeFactory();
    boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    return types.createTypeWithNullability(type, nullable);
  }
}
