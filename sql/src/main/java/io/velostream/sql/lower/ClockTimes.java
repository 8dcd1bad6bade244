package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.List;

/// Columns of PROCTIME() as event time: a watermark that follows the clock is put where their rows
/// come by, so that what is above waits for time to pass as it does for any event time.
final class ClockTimes {
  private static final DataType INSTANT = new DataType.Timestamp(6, true);

  private ClockTimes() {}

  static boolean is(PlanNode node, int column) {
    return EventTimeColumns.of(node).get(column) == EventTimeColumns.Kind.CLOCK_TIME;
  }

  /// The rows of a node with a column as event time; as they are where it is no processing time.
  ///
  /// @param position where the column is asked for
  /// @throws io.velostream.columnar.error.UserException where the rows can be taken back
  static PlanNode asEventTime(PlanNode node, int column, SourcePosition position) {
    if (!is(node, column)) {
      return node;
    }
    if (node.retracts()) {
      throw FrontEndErrors.notSupported(
          "processing time of rows that can be taken back is",
          position,
          "a row would be taken back at another time than it came; use a time that is in the rows,"
              + " with a WATERMARK");
    }
    return new RowNode.Watermark(node, column, clock());
  }

  /// The rows of a node with the first column of an order as event time, where it is a processing
  /// time.
  static PlanNode inOrder(PlanNode node, List<SortKey> order) {
    return order.isEmpty() || order.getFirst().descending()
        ? node
        : asEventTime(node, order.getFirst().column(), SourcePosition.NONE);
  }

  private static Expression clock() {
    return FunctionCatalogue.call(RowNode.Watermark.CLOCK, List.of(), INSTANT, SourcePosition.NONE)
        .orElseThrow();
  }
}
