package io.velostream.sql.validate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/// Implicit casts. Numbers widen, and a text compared with a number or a time is read as one (`ts >
/// '2024-01-01 00:00:00'`); beyond that text is not turned into other types, nor the reverse where
/// types are to be equal: SUM of a text column is a mistake to be told at once, not for the first
/// row that is no number.
final class StreamTypeCoercion extends TypeCoercionImpl {
  private static final Set<SqlTypeFamily> WRITTEN =
      EnumSet.of(
          SqlTypeFamily.NUMERIC,
          SqlTypeFamily.BOOLEAN,
          SqlTypeFamily.DATE,
          SqlTypeFamily.TIME,
          SqlTypeFamily.TIMESTAMP);

  StreamTypeCoercion(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  protected boolean binaryArithmeticWithStrings(
      SqlCallBinding binding, RelDataType left, RelDataType right) {
    return false;
  }

  /// Numbers, times and BOOLEANs that are joined to a text are written as texts.
  @Override
  public boolean builtinFunctionCoercion(
      SqlCallBinding binding, List<RelDataType> operands, List<SqlTypeFamily> expected) {
    boolean joined =
        binding.getOperator().equals(StreamAggregates.STRING_AGG)
            && WRITTEN.contains(operands.getFirst().getSqlTypeName().getFamily());
    if (!joined) {
      return super.builtinFunctionCoercion(binding, operands, expected);
    }
    RelDataType text =
        factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.VARCHAR), operands.getFirst().isNullable());
    return coerceOperandType(binding.getScope(), binding.getCall(), 0, text);
  }

  @Override
  public @Nullable RelDataType implicitCast(RelDataType in, SqlTypeFamily expected) {
    RelDataType cast = super.implicitCast(in, expected);
    if (cast == null || SqlTypeUtil.isNull(in)) {
      return cast;
    }
    boolean fromText = SqlTypeUtil.isCharacter(in) && !SqlTypeUtil.isCharacter(cast);
    boolean toText = SqlTypeUtil.isCharacter(cast) && !SqlTypeUtil.isCharacter(in);
    boolean losesTime = SqlTypeUtil.isTimestamp(in) && SqlTypeUtil.isDate(cast);
    return fromText || toText || losesTime ? null : cast;
  }

  /// What is compared with a UUID is read as one: its texts and bytes are many, its value is one.
  @Override
  public @Nullable RelDataType commonTypeForBinaryComparison(
      @Nullable RelDataType left, @Nullable RelDataType right) {
    if (left == null || right == null) {
      return null;
    }
    boolean uuid =
        (Types.isUuid(left) && isWritten(right)) || (isWritten(left) && Types.isUuid(right));
    return uuid
        ? factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.UUID), left.isNullable() || right.isNullable())
        : super.commonTypeForBinaryComparison(left, right);
  }

  private static boolean isWritten(RelDataType type) {
    return SqlTypeUtil.isCharacter(type) || SqlTypeUtil.isBinary(type);
  }

  /// Calcite does not know that bytes become UUIDs without being asked.
  @Override
  protected boolean needToCast(
      SqlValidatorScope scope, SqlNode node, RelDataType to, SqlTypeMappingRule rule) {
    return Types.isUuid(to)
        ? !Types.isUuid(validator.deriveType(scope, node))
        : super.needToCast(scope, node, to, rule);
  }

  /// Calcite forgets that an array can be NULL.
  @Override
  public @Nullable RelDataType getWiderTypeForTwo(
      @Nullable RelDataType left, @Nullable RelDataType right, boolean stringPromotion) {
    RelDataType common = super.getWiderTypeForTwo(left, right, false);
    boolean nullable = left != null && left.isNullable() || right != null && right.isNullable();
    return common == null || !nullable || common.isNullable()
        ? common
        : factory.createTypeWithNullability(common, true);
  }

  /// A DECIMAL and a DOUBLE meet as DOUBLE, as in arithmetic.
  @Override
  public @Nullable RelDataType getWiderTypeForDecimal(
      @Nullable RelDataType left, @Nullable RelDataType right) {
    if (left == null || right == null) {
      return null;
    }
    boolean mixed =
        (SqlTypeUtil.isDecimal(left) && SqlTypeUtil.isApproximateNumeric(right))
            || (SqlTypeUtil.isApproximateNumeric(left) && SqlTypeUtil.isDecimal(right));
    return mixed
        ? factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.DOUBLE), left.isNullable() || right.isNullable())
        : super.getWiderTypeForDecimal(left, right);
  }
}
