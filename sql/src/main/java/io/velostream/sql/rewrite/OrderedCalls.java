package io.velostream.sql.rewrite;

import io.velostream.sql.dialect.Calls;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.StreamAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// ORDER BY inside of the call of an aggregate that collects nothing.
///
/// FIRST_VALUE and LAST_VALUE take the value of the first or last row in that order: ARG_MIN or
/// ARG_MAX, which keep one row, where all keys go one way, otherwise the first element of an
/// ARRAY_AGG. A value that is NULL counts, and so does a row whose keys are NULL: therefore values
/// and keys stand in arrays and rows, which are never NULL. To SUM, COUNT, AVG, MIN and MAX an order
/// means nothing.
final class OrderedCalls {
  private OrderedCalls() {}

  /// What such a call, with FILTER or without, is written as; nothing for other calls.
  ///
  /// @throws io.velostream.columnar.error.UserException when OVER has the order to say
  static @Nullable SqlNode of(SqlCall call) {
    boolean filtered = call.getKind() == SqlKind.FILTER;
    boolean over = call.getKind() == SqlKind.OVER;
    SqlNode aggregate = filtered || over ? call.operand(0) : call;
    if (aggregate.getKind() != SqlKind.WITHIN_GROUP
        || !(((SqlCall) aggregate).operand(0) instanceof SqlCall inner)
        || inner.operandCount() != 1) {
      return null;
    }
    SqlNodeList order = ((SqlCall) aggregate).operand(1);
    String name = inner.getOperator().getName().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "FIRST_VALUE", "LAST_VALUE" -> {
        if (over) {
          throw FrontEndErrors.invalid(
              name + " takes its order from OVER",
              FrontEndErrors.position(aggregate),
              "write " + name + "(x) OVER (… ORDER BY y)");
        }
        yield chosen(inner, keys(order, name.equals("LAST_VALUE")), filtered ? call : null);
      }
      case "SUM", "COUNT", "AVG", "MIN", "MAX" -> filtered || over ? null : plain(inner, order);
      default -> null;
    };
  }

  /// One key of an order.
  private record Key(SqlNode value, boolean descending, boolean nullsFirst) {
    static Key of(SqlNode node) {
      return switch (node.getKind()) {
        case NULLS_FIRST -> of(((SqlCall) node).operand(0)).withNullsFirst(true);
        case NULLS_LAST -> of(((SqlCall) node).operand(0)).withNullsFirst(false);
        case DESCENDING -> new Key(((SqlCall) node).operand(0), true, true);
        default -> new Key(node, false, false);
      };
    }

    private Key withNullsFirst(boolean first) {
      return new Key(value, descending, first);
    }

    Key reversed() {
      return new Key(value, !descending, !nullsFirst);
    }

    /// The key as in ORDER BY.
    SqlNode written() {
      SqlParserPos at = value.getParserPosition();
      SqlNode directed = descending ? SqlStdOperatorTable.DESC.createCall(at, value) : value;
      return nullsFirst == descending
          ? directed
          : (nullsFirst ? SqlStdOperatorTable.NULLS_FIRST : SqlStdOperatorTable.NULLS_LAST)
              .createCall(at, directed);
    }
  }

  /// @param backwards whether the last row is wanted, which is the first one in the opposite order
  private static List<Key> keys(SqlNodeList order, boolean backwards) {
    return order.stream().map(Key::of).map(key -> backwards ? key.reversed() : key).toList();
  }

  private static SqlNode chosen(SqlCall call, List<Key> keys, @Nullable SqlCall filter) {
    SqlParserPos at = call.getParserPosition();
    boolean descending = keys.getFirst().descending();
    boolean oneWay = keys.stream().allMatch(key -> key.descending() == descending);
    SqlCall aggregate =
        oneWay
            ? best(call.operand(0), keys, descending, at)
            : SqlStdOperatorTable.WITHIN_GROUP.createCall(
                at,
                aggregate(StreamAggregates.ARRAY_AGG, at, call.operand(0)),
                new SqlNodeList(keys.stream().map(Key::written).toList(), at));
    SqlNode whole =
        filter == null
            ? aggregate
            : SqlStdOperatorTable.FILTER.createCall(
                filter.getParserPosition(), aggregate, filter.operand(1));
    return SqlStdOperatorTable.ITEM.createCall(at, whole, SqlLiteral.createExactNumeric("1", at));
  }

  /// In rows NULL is the greatest: where it is to be at the other end, whether there is a value
  /// stands before it.
  private static SqlCall best(SqlNode value, List<Key> keys, boolean descending, SqlParserPos at) {
    List<SqlNode> fields = new ArrayList<>();
    for (Key key : keys) {
      if (key.nullsFirst() != descending) {
        fields.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(at, key.value()));
      }
      fields.add(key.value());
    }
    return Calls.of(
        descending ? "ARG_MAX" : "ARG_MIN",
        at,
        SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(at, value),
        SqlStdOperatorTable.ROW.createCall(at, fields));
  }

  private static SqlCall aggregate(SqlAggFunction function, SqlParserPos at, SqlNode value) {
    return new SqlBasicCall(function, List.of(value), at);
  }

  /// The call without its order; the keys must make sense all the same, so they are named in
  /// conditions that decide nothing and are gone once names are found.
  private static SqlNode plain(SqlCall call, SqlNodeList order) {
    SqlParserPos at = call.getParserPosition();
    SqlNode value = call.operand(0);
    SqlNodeList conditions = new SqlNodeList(at);
    SqlNodeList values = new SqlNodeList(at);
    for (SqlNode key : order) {
      conditions.add(SqlStdOperatorTable.IS_NULL.createCall(at, Key.of(key).value()));
      values.add(value);
    }
    SqlNode same = SqlCase.createSwitched(at, null, conditions, values, value);
    return call.getOperator().createCall(call.getFunctionQuantifier(), at, same);
  }
}
