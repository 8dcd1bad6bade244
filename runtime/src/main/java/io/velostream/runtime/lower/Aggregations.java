package io.velostream.runtime.lower;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression.Literal;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.Objects;

/// What GROUP BY with and without windows have in common.
final class Aggregations {
  private Aggregations() {}

  static Aggregation aggregation(
      PlanNode input, List<Integer> keys, List<AggregateCall> calls, boolean anyOrder) {
    Schema schema = input.schema();
    return new Aggregation(
        schema,
        keys,
        calls.stream().map(Aggregations::spec).toList(),
        input.retracts(),
        anyOrder || !RowOrder.isGiven(input));
  }

  static AggregateSpec spec(AggregateCall call) {
    return new AggregateSpec(
        function(call.function()),
        call.arguments(),
        call.distinct(),
        call.filter(),
        SortLowering.columns(call.order()),
        call.parameters().stream().map(Aggregations::value).toList(),
        call.type(),
        call.user());
  }

  static Object value(Literal parameter) {
    return Objects.requireNonNull(parameter.value(), "a parameter is not NULL");
  }

  static Emission emission(io.velostream.plan.Emission emission) {
    return switch (emission) {
      case CHANGES -> Emission.CHANGES;
      case CHANGES_PER_RECORD -> Emission.CHANGES_PER_RECORD;
      case WINDOW_SNAPSHOT -> Emission.WINDOW_SNAPSHOT;
      case WINDOW_SNAPSHOT_PER_RECORD -> Emission.WINDOW_SNAPSHOT_PER_RECORD;
      case FINAL -> Emission.FINAL;
    };
  }

  static AggregateFunction function(io.velostream.plan.AggregateFunction function) {
    return switch (function) {
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
      case SKEWNESS -> AggregateFunction.SKEWNESS;
      case KURTOSIS -> AggregateFunction.KURTOSIS;
      case CORR -> AggregateFunction.CORR;
      case COVAR_POP -> AggregateFunction.COVAR_POP;
      case COVAR_SAMP -> AggregateFunction.COVAR_SAMP;
      case REGR_SLOPE -> AggregateFunction.REGR_SLOPE;
      case REGR_INTERCEPT -> AggregateFunction.REGR_INTERCEPT;
      case REGR_R2 -> AggregateFunction.REGR_R2;
      case REGR_AVGX -> AggregateFunction.REGR_AVGX;
      case REGR_AVGY -> AggregateFunction.REGR_AVGY;
      case REGR_SXX -> AggregateFunction.REGR_SXX;
      case REGR_SYY -> AggregateFunction.REGR_SYY;
      case REGR_SXY -> AggregateFunction.REGR_SXY;
      case BIT_AND -> AggregateFunction.BIT_AND;
      case BIT_OR -> AggregateFunction.BIT_OR;
      case BIT_XOR -> AggregateFunction.BIT_XOR;
      case PRODUCT -> AggregateFunction.PRODUCT;
      case STRING_AGG -> AggregateFunction.STRING_AGG;
      case ARRAY_AGG -> AggregateFunction.ARRAY_AGG;
      case MAP_AGG -> AggregateFunction.MAP_AGG;
      case QUANTILE_CONT -> AggregateFunction.QUANTILE_CONT;
      case QUANTILE_DISC -> AggregateFunction.QUANTILE_DISC;
      case MODE -> AggregateFunction.MODE;
      case ARG_MIN -> AggregateFunction.ARG_MIN;
      case ARG_MAX -> AggregateFunction.ARG_MAX;
      case APPROX_COUNT_DISTINCT -> AggregateFunction.APPROX_COUNT_DISTINCT;
      case APPROX_QUANTILE -> AggregateFunction.APPROX_QUANTILE;
      case USER -> AggregateFunction.USER;
    };
  }
}
