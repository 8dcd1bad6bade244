package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.nested.NestedOrder;
import io.velostream.plan.AggregateFunction;
import java.util.List;

/// Which aggregates put their arguments in order, and so need an order for their types.
final class OrderedAggregates {
  private OrderedAggregates() {}

  /// @throws io.velostream.columnar.error.UserException when an argument has no order but needs one
  static void check(
      AggregateFunction function, List<DataType> arguments, boolean distinct, SourcePosition at) {
    boolean orders =
        switch (function) {
          case MIN, MAX, QUANTILE_DISC, MODE, ARG_MIN, ARG_MAX, MAP_AGG -> true;
          case ARRAY_AGG -> distinct;
          default -> false;
        };
    for (DataType type : arguments) {
      if (orders && !NestedOrder.isOrdered(type)) {
        throw Orders.refuse(function.name(), type, at);
      }
    }
  }
}
