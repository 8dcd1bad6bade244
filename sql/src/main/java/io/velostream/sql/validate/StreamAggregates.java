package io.velostream.sql.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlAbstractGroupFunction;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/// Signatures of the aggregates that Calcite lacks, or has in another form. Our own objects:
/// Calcite would take its own apart.
///
/// Quantiles are plain functions of the value and the fraction here, whatever form they are written
/// in.
public final class StreamAggregates {
  private static final SqlReturnTypeInference DOUBLE =
      ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlReturnTypeInference FIRST =
      ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);

  private static final SqlOperandTypeChecker NUMBER = OperandTypes.NUMERIC;
  private static final SqlOperandTypeChecker NUMBERS = OperandTypes.NUMERIC_NUMERIC;
  private static final SqlOperandTypeChecker WHOLE = OperandTypes.INTEGER;
  private static final SqlOperandTypeChecker TRUTH = OperandTypes.BOOLEAN;
  private static final SqlOperandTypeChecker ANY = OperandTypes.ANY;
  private static final SqlOperandTypeChecker TWO =
      OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ANY);
  private static final SqlOperandTypeChecker PLACE =
      OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC);

  /// STRING_AGG(text, separator).
  public static final SqlAggFunction STRING_AGG =
      ordered(
          "STRING_AGG",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

  /// ARRAY_AGG(value).
  public static final SqlAggFunction ARRAY_AGG =
      ordered(
          "ARRAY_AGG",
          binding -> {
            RelDataTypeFactory types = binding.getTypeFactory();
            return nullable(types, types.createArrayType(binding.getOperandType(0), -1));
          },
          ANY);

  /// MAP_AGG(key, value).
  public static final SqlAggFunction MAP_AGG =
      function(
          "MAP_AGG",
          binding -> {
            RelDataTypeFactory types = binding.getTypeFactory();
            RelDataType key = types.createTypeWithNullability(binding.getOperandType(0), false);
            return nullable(types, types.createMapType(key, binding.getOperandType(1)));
          },
          TWO);

  /// QUANTILE_CONT(value, fraction).
  public static final SqlAggFunction QUANTILE_CONT = ordered("QUANTILE_CONT", DOUBLE, NUMBERS);

  /// QUANTILE_DISC(value, fraction).
  public static final SqlAggFunction QUANTILE_DISC = ordered("QUANTILE_DISC", FIRST, PLACE);

  /// MODE(value).
  public static final SqlAggFunction MODE = function("MODE", FIRST, ANY);

  private static final SqlAggFunction GROUPING = grouping("GROUPING");

  private static final List<SqlAggFunction> ALL =
      List.of(
          STRING_AGG,
          ARRAY_AGG,
          MAP_AGG,
          QUANTILE_CONT,
          QUANTILE_DISC,
          MODE,
          function("SKEWNESS", DOUBLE, NUMBER),
          function("KURTOSIS", DOUBLE, NUMBER),
          function("CORR", DOUBLE, NUMBERS),
          function("COVAR_POP", DOUBLE, NUMBERS),
          function("COVAR_SAMP", DOUBLE, NUMBERS),
          function("REGR_COUNT", ReturnTypes.BIGINT, NUMBERS),
          function("REGR_SLOPE", DOUBLE, NUMBERS),
          function("REGR_INTERCEPT", DOUBLE, NUMBERS),
          function("REGR_R2", DOUBLE, NUMBERS),
          function("REGR_AVGX", DOUBLE, NUMBERS),
          function("REGR_AVGY", DOUBLE, NUMBERS),
          function("REGR_SXX", DOUBLE, NUMBERS),
          function("REGR_SYY", DOUBLE, NUMBERS),
          function("REGR_SXY", DOUBLE, NUMBERS),
          function("BIT_AND", FIRST, WHOLE),
          function("BIT_OR", FIRST, WHOLE),
          function("BIT_XOR", FIRST, WHOLE),
          function("BOOL_AND", FIRST, TRUTH),
          function("EVERY", FIRST, TRUTH),
          function("BOOL_OR", FIRST, TRUTH),
          function("PRODUCT", DOUBLE, NUMBER),
          function("ARG_MIN", FIRST, TWO),
          function("MIN_BY", FIRST, TWO),
          function("ARG_MAX", FIRST, TWO),
          function("MAX_BY", FIRST, TWO),
          function("APPROX_COUNT_DISTINCT", ReturnTypes.BIGINT, ANY),
          function("APPROX_QUANTILE", DOUBLE, NUMBERS),
          function("APPROX_PERCENTILE", DOUBLE, NUMBERS),
          GROUPING,
          grouping("GROUPING_ID"));

  private StreamAggregates() {}

  /// GROUPING(key, …).
  public static SqlAggFunction grouping() {
    return GROUPING;
  }

  /// All of them.
  static List<SqlAggFunction> all() {
    return ALL;
  }

  /// Calcite puts an INTEGER in the place of its own where all sets have the key, which is none of
  /// the type that the call was given.
  private static SqlAggFunction grouping(String name) {
    return new SqlAbstractGroupFunction(
        name,
        SqlKind.GROUPING,
        ReturnTypes.BIGINT,
        null,
        OperandTypes.ONE_OR_MORE,
        SqlFunctionCategory.SYSTEM);
  }

  private static RelDataType nullable(RelDataTypeFactory types, RelDataType type) {
    return types.createTypeWithNullability(type, true);
  }

  private static SqlBasicAggFunction function(
      String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return SqlBasicAggFunction.create(name, SqlKind.OTHER_FUNCTION, result, operands);
  }

  private static SqlAggFunction ordered(
      String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return function(name, result, operands).withGroupOrder(Optionality.OPTIONAL);
  }
}
