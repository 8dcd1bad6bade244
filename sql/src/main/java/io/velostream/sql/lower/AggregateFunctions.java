package io.velostream.sql.lower;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.plan.AggregateFunction;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.UserAggregateOperator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlAggFunction;

/// Our aggregate functions by Calcite's kinds.
final class AggregateFunctions {
  /// Those that are our own in the validator too.
  private static final Map<String, AggregateFunction> BY_NAME =
      Map.ofEntries(
          Map.entry("SKEWNESS", AggregateFunction.SKEWNESS),
          Map.entry("KURTOSIS", AggregateFunction.KURTOSIS),
          Map.entry("CORR", AggregateFunction.CORR),
          Map.entry("COVAR_POP", AggregateFunction.COVAR_POP),
          Map.entry("COVAR_SAMP", AggregateFunction.COVAR_SAMP),
          Map.entry("REGR_SLOPE", AggregateFunction.REGR_SLOPE),
          Map.entry("REGR_INTERCEPT", AggregateFunction.REGR_INTERCEPT),
          Map.entry("REGR_R2", AggregateFunction.REGR_R2),
          Map.entry("REGR_AVGX", AggregateFunction.REGR_AVGX),
          Map.entry("REGR_AVGY", AggregateFunction.REGR_AVGY),
          Map.entry("REGR_SXX", AggregateFunction.REGR_SXX),
          Map.entry("REGR_SYY", AggregateFunction.REGR_SYY),
          Map.entry("REGR_SXY", AggregateFunction.REGR_SXY),
          Map.entry("BIT_AND", AggregateFunction.BIT_AND),
          Map.entry("BIT_OR", AggregateFunction.BIT_OR),
          Map.entry("BIT_XOR", AggregateFunction.BIT_XOR),
          Map.entry("PRODUCT", AggregateFunction.PRODUCT),
          Map.entry("STRING_AGG", AggregateFunction.STRING_AGG),
          Map.entry("ARRAY_AGG", AggregateFunction.ARRAY_AGG),
          Map.entry("MAP_AGG", AggregateFunction.MAP_AGG),
          Map.entry("QUANTILE_CONT", AggregateFunction.QUANTILE_CONT),
          Map.entry("QUANTILE_DISC", AggregateFunction.QUANTILE_DISC),
          Map.entry("MODE", AggregateFunction.MODE),
          Map.entry("ARG_MIN", AggregateFunction.ARG_MIN),
          Map.entry("ARG_MAX", AggregateFunction.ARG_MAX),
          Map.entry("APPROX_COUNT_DISTINCT", AggregateFunction.APPROX_COUNT_DISTINCT),
          Map.entry("APPROX_QUANTILE", AggregateFunction.APPROX_QUANTILE),
          Map.entry("MIN_BY", AggregateFunction.ARG_MIN),
          Map.entry("MAX_BY", AggregateFunction.ARG_MAX),
          Map.entry("APPROX_PERCENTILE", AggregateFunction.APPROX_QUANTILE),
          Map.entry("REGR_COUNT", AggregateFunction.COUNT),
          Map.entry("BOOL_AND", AggregateFunction.MIN),
          Map.entry("EVERY", AggregateFunction.MIN),
          Map.entry("BOOL_OR", AggregateFunction.MAX));

  private static final Set<AggregateFunction> OF_ONE_VALUE =
      EnumSet.of(
          AggregateFunction.SUM,
          AggregateFunction.AVG,
          AggregateFunction.MIN,
          AggregateFunction.MAX,
          AggregateFunction.FIRST_VALUE,
          AggregateFunction.LAST_VALUE,
          AggregateFunction.ANY_VALUE,
          AggregateFunction.VAR_POP,
          AggregateFunction.VAR_SAMP,
          AggregateFunction.STDDEV_POP,
          AggregateFunction.STDDEV_SAMP,
          AggregateFunction.BIT_AND,
          AggregateFunction.BIT_OR,
          AggregateFunction.BIT_XOR,
          AggregateFunction.MODE);

  private AggregateFunctions() {}

  static AggregateFunction of(SqlAggFunction function, SourcePosition position) {
    if (function instanceof UserAggregateOperator) {
      return AggregateFunction.USER;
    }
    AggregateFunction own = BY_NAME.get(function.getName());
    if (own != null) {
      return own;
    }
    return switch (function.getKind()) {
      case COUNT -> AggregateFunction.COUNT;
      case SUM -> AggregateFunction.SUM;
      case AVG -> AggregateFunction.AVG;
      case MIN -> AggregateFunction.MIN;
      case MAX -> AggregateFunction.MAX;
      case FIRST_VALUE -> AggregateFunction.FIRST_VALUE;
      case LAST_VALUE -> AggregateFunction.LAST_VALUE;
      case ANY_VALUE -> AggregateFunction.ANY_VALUE;
      case VAR_POP -> AggregateFunction.VAR_POP;
      case VAR_SAMP -> AggregateFunction.VAR_SAMP;
      case STDDEV_POP -> AggregateFunction.STDDEV_POP;
      case STDDEV_SAMP -> AggregateFunction.STDDEV_SAMP;
      default ->
          throw FrontEndErrors.notSupported(
              function.getName() + " is",
              position,
              "docs/sql/functions.md lists the aggregates that there are");
    };
  }

  /// Refuses further arguments, which Calcite allows to say which rows count: those without a NULL.
  ///
  /// @param arguments columns, without constant parameters
  static void checkArguments(
      AggregateFunction function, List<Integer> arguments, SourcePosition position) {
    if (arguments.size() > 1 && OF_ONE_VALUE.contains(function)) {
      throw FrontEndErrors.notSupported(
          function.name() + " of several values is",
          position,
          "say which rows count: "
              + function.name()
              + "(CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN a END)");
    }
  }
}
