package io.velostream.sql.lower;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.plan.AggregateFunction;
import io.velostream.sql.validate.FrontEndErrors;
import org.apache.calcite.sql.SqlAggFunction;

/// Our aggregate functions by Calcite's kinds.
final class AggregateFunctions {
  private AggregateFunctions() {}

  static AggregateFunction of(SqlAggFunction function, SourcePosition position) {
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
              "the aggregates are COUNT, SUM, AVG, MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE,"
                  + " VAR_POP, VAR_SAMP, STDDEV_POP and STDDEV_SAMP");
    };
  }
}
