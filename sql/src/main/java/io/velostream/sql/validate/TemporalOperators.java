package io.velostream.sql.validate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlMonotonicBinaryOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Static;

/// `+` and `-` of times, which Calcite types so that hours added to a DATE and fractions of a
/// second added to a TIMESTAMP(0) get lost, and TIMESTAMPDIFF, which it makes an INTEGER.
///
/// A DATE moved by hours is a TIMESTAMP, a time has the fraction digits of both operands, the
/// difference of two dates is a number of days (as in PostgreSQL and DuckDB) and that of two other
/// times an interval.
final class TemporalOperators {
  private static final int ADDITIVE_PRECEDENCE = 40;
  private static final int MICRO_DIGITS = 6;
  private static final int MILLI_DIGITS = 3;

  private static final SqlOperator PLUS =
      new SqlMonotonicBinaryOperator(
          "+",
          SqlKind.PLUS,
          ADDITIVE_PRECEDENCE,
          true,
          TemporalOperators::sum,
          InferTypes.FIRST_KNOWN,
          OperandTypes.PLUS_OPERATOR);

  private static final SqlOperator MINUS =
      new SqlMonotonicBinaryOperator(
          "-",
          SqlKind.MINUS,
          ADDITIVE_PRECEDENCE,
          true,
          TemporalOperators::difference,
          InferTypes.FIRST_KNOWN,
          OperandTypes.MINUS_OPERATOR.or(
              OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME)));

  /// TIMESTAMPDIFF(unit, from, to).
  static final SqlFunction TIMESTAMPDIFF = new TimestampDiff();

  private static final Set<SqlOperator> REPLACED =
      Set.of(
          SqlStdOperatorTable.PLUS, SqlStdOperatorTable.MINUS, SqlStdOperatorTable.TIMESTAMP_DIFF);

  private TemporalOperators() {}

  static List<SqlOperator> all() {
    return List.of(PLUS, MINUS, TIMESTAMPDIFF);
  }

  /// Whether ours takes the place of one of Calcite's.
  static boolean replaces(SqlOperator operator) {
    return REPLACED.contains(operator);
  }

  /// The type of DATE_ADD and DATE_SUB: a time moved by days or an interval.
  static RelDataType shifted(SqlOperatorBinding binding) {
    return SqlTypeUtil.isInterval(binding.getOperandType(1))
        ? moved(binding, 0, 1)
        : ReturnTypes.ARG0_NULLABLE.inferReturnType(binding);
  }

  private static RelDataType sum(SqlOperatorBinding binding) {
    boolean intervalFirst = SqlTypeUtil.isInterval(binding.getOperandType(0));
    return moved(binding, intervalFirst ? 1 : 0, intervalFirst ? 0 : 1);
  }

  private static RelDataType difference(SqlOperatorBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    if (!SqlTypeUtil.isDatetime(left) || !SqlTypeUtil.isDatetime(right)) {
      return moved(binding, 0, 1);
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    boolean days = SqlTypeUtil.isDate(left) && SqlTypeUtil.isDate(right);
    RelDataType type =
        days
            ? types.createSqlType(SqlTypeName.BIGINT)
            : types.createSqlIntervalType(
                new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
    return types.createTypeWithNullability(type, left.isNullable() || right.isNullable());
  }

  /// The type of a time moved by an interval; of anything else, what Calcite says.
  private static RelDataType moved(SqlOperatorBinding binding, int point, int by) {
    RelDataType time = binding.getOperandType(point);
    RelDataType interval = binding.getOperandType(by);
    SqlIntervalQualifier qualifier = interval.getIntervalQualifier();
    RelDataType usual = ReturnTypes.NULLABLE_SUM.inferReturnType(binding);
    boolean ofDays = SqlTypeUtil.isInterval(interval) && !interval.getSqlTypeName().isYearMonth();
    if (usual == null || !SqlTypeUtil.isDatetime(time) || !ofDays || qualifier == null) {
      return usual == null ? time : usual;
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    int digits = fractionDigits(binding, by, qualifier);
    RelDataType type = time;
    if (SqlTypeUtil.isDate(time)) {
      boolean wholeDays =
          qualifier.timeUnitRange.endUnit == null
              && qualifier.getStartUnit().multiplier.compareTo(TimeUnit.DAY.multiplier) >= 0;
      type = wholeDays ? time : types.createSqlType(SqlTypeName.TIMESTAMP, digits);
    } else if (time.getPrecision() < digits) {
      type = types.createSqlType(time.getSqlTypeName(), digits);
    }
    return types.createTypeWithNullability(type, time.isNullable() || interval.isNullable());
  }

  /// How many digits of a second an interval can have.
  private static int fractionDigits(
      SqlOperatorBinding binding, int operand, SqlIntervalQualifier qualifier) {
    if (binding.isOperandLiteral(operand, false)) {
      BigDecimal millis = binding.getOperandLiteralValue(operand, BigDecimal.class);
      return millis == null ? 0 : Math.max(0, MILLI_DIGITS + millis.stripTrailingZeros().scale());
    }
    return qualifier.getEndUnit() == TimeUnit.SECOND || qualifier.getStartUnit() == TimeUnit.SECOND
        ? MICRO_DIGITS
        : 0;
  }

  private static final class TimestampDiff extends SqlFunction {
    TimestampDiff() {
      super(
          "TIMESTAMPDIFF",
          SqlKind.TIMESTAMP_DIFF,
          ReturnTypes.BIGINT_NULLABLE,
          null,
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
          SqlFunctionCategory.TIMEDATE);
    }

    @Override
    public void validateCall(
        SqlCall call,
        SqlValidator validator,
        SqlValidatorScope scope,
        SqlValidatorScope operandScope) {
      super.validateCall(call, validator, scope, operandScope);
      SqlIntervalQualifier unit = call.operand(0);
      validator.validateTimeFrame(unit);
      if (unit.timeFrameName == null && unit.timeUnitRange.startUnit.multiplier == null) {
        throw validator.newValidationError(
            unit,
            Static.RESOURCE.invalidTimeFrameInOperation(unit.timeUnitRange.toString(), getName()));
      }
    }
  }
}
