package io.velostream.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `STRING_AGG(x) WITHIN GROUP (ORDER BY y) OVER (PARTITION BY k)`: the window has all rows of the
/// partition, so that the order of what is collected can be that of the window.
final class OrderedOver {
  private OrderedOver() {}

  /// What such a call is written as; nothing for other calls, and for windows that have an order or
  /// a frame of their own.
  static @Nullable SqlNode of(SqlCall call) {
    if (call.getKind() != SqlKind.OVER
        || !(call.operand(0) instanceof SqlCall aggregate)
        || !(call.operand(1) instanceof SqlWindow window)
        || window.getRefName() != null
        || !window.getOrderList().isEmpty()
        || window.getLowerBound() != null) {
      return null;
    }
    if (aggregate.getKind() == SqlKind.WITHIN_GROUP) {
      return aggregate.operand(0) instanceof SqlCall inner && collects(inner)
          ? over(call, inner, window, aggregate.operand(1))
          : null;
    }
    List<SqlNode> arguments = new ArrayList<>(aggregate.getOperandList());
    return collects(aggregate)
            && !arguments.isEmpty()
            && arguments.removeLast() instanceof SqlNodeList order
        ? over(
            call,
            aggregate.getOperator().createCall(aggregate.getParserPosition(), arguments),
            window,
            order)
        : null;
  }

  private static SqlNode over(
      SqlCall call, SqlCall aggregate, SqlWindow window, SqlNodeList order) {
    SqlParserPos at = window.getParserPosition();
    SqlWindow ordered =
        SqlWindow.create(
            null,
            null,
            window.getPartitionList(),
            order,
            SqlLiteral.createBoolean(true, at),
            SqlWindow.createUnboundedPreceding(at),
            SqlWindow.createUnboundedFollowing(at),
            null,
            at);
    return call.getOperator().createCall(call.getParserPosition(), aggregate, ordered);
  }

  private static boolean collects(SqlCall call) {
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "STRING_AGG", "LISTAGG", "GROUP_CONCAT", "ARRAY_AGG" ->
          call.getFunctionQuantifier() == null;
      default -> false;
    };
  }
}
