package io.velostream.sql.algebra;

import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Calls of aggregates as the passes of this package write them: exact, over all rows, NULL among
/// them.
final class AggregateCalls {
  private AggregateCalls() {}

  /// A call whose type is known.
  ///
  /// @param filter a column of conditions, or -1
  static AggregateCall typed(
      SqlAggFunction function, List<Integer> arguments, int filter, RelDataType type) {
    return ordered(function, arguments, filter, RelCollations.EMPTY, type);
  }

  /// The same over rows in an order.
  static AggregateCall ordered(
      SqlAggFunction function,
      List<Integer> arguments,
      int filter,
      RelCollation order,
      RelDataType type) {
    return AggregateCall.create(
        function, false, false, false, List.of(), arguments, filter, null, order, type, null);
  }

  /// A call whose type Calcite infers.
  ///
  /// @param position for errors
  /// @param hasEmptyGroup whether there may be a group without rows, as one of all rows is
  static AggregateCall inferred(
      SqlParserPos position,
      SqlAggFunction function,
      boolean distinct,
      List<Integer> arguments,
      int filter,
      boolean hasEmptyGroup,
      RelNode input) {
    return AggregateCall.create(
        position,
        function,
        distinct,
        false,
        false,
        List.of(),
        arguments,
        filter,
        null,
        RelCollations.EMPTY,
        hasEmptyGroup,
        input,
        null,
        null);
  }
}
