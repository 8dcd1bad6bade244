package io.velostream.sql.rewrite;

import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.StreamAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites the many forms of aggregates to few:
///
/// - LISTAGG and GROUP_CONCAT to STRING_AGG; an ORDER BY inside of a call to WITHIN GROUP;
/// - ORDER BY inside of calls that collect nothing to other aggregates;
/// - MEDIAN, PERCENTILE_CONT and PERCENTILE_DISC in their standard and their short forms to
///   QUANTILE_CONT and QUANTILE_DISC of a value and a fraction; MODE() WITHIN GROUP to MODE(value);
/// - aggregates of geometries and MULTISETs to functions of ARRAY_AGG;
/// - JSON_ARRAYAGG and JSON_OBJECTAGG to TO_JSON of ARRAY_AGG and MAP_AGG;
/// - COUNT_IF(c) to a COUNT of a CASE, COUNT_DISTINCT(x) to COUNT(DISTINCT x), DELTA(x) to MAX(x)
///   less MIN(x).
public final class AggregateForms extends SqlShuttle {
  private AggregateForms() {}

  /// The query with the few forms only.
  ///
  /// @throws io.velostream.columnar.error.UserException for a form that lacks a part
  public static SqlNode rewrite(SqlNode query) {
    SqlNode rewritten = query.accept(new AggregateForms());
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (isJson(call)) {
      return json(call);
    }
    SqlNode spatial = SpatialAggregates.of(call);
    if (spatial != null) {
      return spatial.accept(this);
    }
    SqlNode orderedByWindow = OrderedOver.of(call);
    if (orderedByWindow != null) {
      return orderedByWindow.accept(this);
    }
    SqlNode multiset = MultisetForms.of(call);
    if (multiset != null) {
      return multiset.accept(this);
    }
    SqlNode orderless = OrderedCalls.of(call);
    if (orderless != null) {
      return orderless.accept(this);
    }
    if (call.getKind() == SqlKind.WITHIN_GROUP && call.operand(0) instanceof SqlCall inner) {
      SqlCall ordered = withinGroup(call, inner);
      if (ordered != null) {
        return visited(ordered);
      }
    }
    boolean around = call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.OVER;
    SqlCall difference =
        around && call.operand(0) instanceof SqlCall inner && isDelta(inner)
            ? difference(
                inner,
                extreme ->
                    call.getOperator()
                        .createCall(
                            call.getFunctionQuantifier(),
                            call.getParserPosition(),
                            extreme,
                            call.operand(1)))
            : isDelta(call) ? difference(call, extreme -> extreme) : null;
    SqlCall rewritten = difference == null ? form(call) : difference;
    return rewritten == null ? visited(call) : visited(rewritten);
  }

  private static boolean isDelta(SqlCall call) {
    return call.getOperator().getName().equalsIgnoreCase("DELTA")
        && call.operandCount() == 1
        && isFunction(call);
  }

  /// The greatest value less the least one, each with what stands around the call.
  private static SqlCall difference(SqlCall call, UnaryOperator<SqlNode> around) {
    SqlParserPos position = call.getParserPosition();
    return SqlStdOperatorTable.MINUS.createCall(
        position,
        around.apply(SqlStdOperatorTable.MAX.createCall(position, call.getOperandList())),
        around.apply(SqlStdOperatorTable.MIN.createCall(position, call.getOperandList())));
  }

  private @Nullable SqlNode visited(SqlCall call) {
    return super.visit(call);
  }

  private static @Nullable SqlCall form(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    int count = call.operandCount();
    return switch (name) {
      case "STRING_AGG", "LISTAGG", "GROUP_CONCAT" ->
          call.getOperator().equals(StreamAggregates.STRING_AGG) ? null : text(call);
      case "ARRAY_AGG" ->
          call.getOperator().equals(StreamAggregates.ARRAY_AGG)
              ? null
              : collected(StreamAggregates.ARRAY_AGG, call, new ArrayList<>(call.getOperandList()));
      case "MEDIAN" ->
          count == 1
              ? call(StreamAggregates.QUANTILE_CONT, call, call.operand(0), half(call))
              : null;
      case "PERCENTILE_CONT" -> percentile(StreamAggregates.QUANTILE_CONT, call);
      case "PERCENTILE_DISC" -> percentile(StreamAggregates.QUANTILE_DISC, call);
      case "MODE" -> {
        if (count == 0) {
          throw FrontEndErrors.invalid(
              "MODE() needs the values", FrontEndErrors.position(call), "write MODE(x)");
        }
        yield null;
      }
      case "COUNT_IF", "COUNTIF" -> count == 1 ? countIf(call) : null;
      case "COUNT_DISTINCT" ->
          count == 1 && isFunction(call)
              ? SqlStdOperatorTable.COUNT.createCall(
                  SqlSelectKeyword.DISTINCT.symbol(SqlParserPos.ZERO),
                  call.getParserPosition(),
                  call.getOperandList())
              : null;
      default -> null;
    };
  }

  private static boolean isFunction(SqlCall call) {
    return call.getOperator() instanceof SqlUnresolvedFunction;
  }

  private static SqlCall call(SqlAggFunction function, SqlCall from, SqlNode... arguments) {
    return call(function, from, List.of(arguments));
  }

  private static SqlCall call(SqlAggFunction function, SqlCall from, List<SqlNode> arguments) {
    return new SqlBasicCall(
        function, arguments, from.getParserPosition(), from.getFunctionQuantifier());
  }

  private static SqlNode half(SqlCall call) {
    return SqlLiteral.createExactNumeric("0.5", call.getParserPosition());
  }

  private static @Nullable SqlCall percentile(SqlAggFunction function, SqlCall call) {
    if (call.operandCount() == 2) {
      return call(function, call, call.getOperandList());
    }
    String name = call.getOperator().getName();
    throw FrontEndErrors.invalid(
        name + " needs the order of its values",
        FrontEndErrors.position(call),
        "write " + name + "(0.5) WITHIN GROUP (ORDER BY x), or " + name + "(x, 0.5)");
  }

  /// The standard forms, whose value stands in the order; nothing for other functions.
  private static @Nullable SqlCall withinGroup(SqlCall call, SqlCall inner) {
    SqlAggFunction function =
        switch (inner.getOperator().getName().toUpperCase(Locale.ROOT)) {
          case "PERCENTILE_CONT" -> StreamAggregates.QUANTILE_CONT;
          case "PERCENTILE_DISC" -> StreamAggregates.QUANTILE_DISC;
          case "MODE" -> StreamAggregates.MODE;
          default -> null;
        };
    boolean mode = StreamAggregates.MODE.equals(function);
    if (function == null || inner.operandCount() != (mode ? 0 : 1)) {
      return null;
    }
    SqlNodeList order = call.operand(1);
    if (order.size() != 1) {
      throw FrontEndErrors.invalid(
          inner.getOperator().getName() + " orders by one value, not " + order.size(),
          FrontEndErrors.position(order.get(1)),
          "name one column or expression in WITHIN GROUP (ORDER BY …)");
    }
    SqlNode value = plain(order.get(0));
    if (mode) {
      return call(function, inner, value);
    }
    SqlCall quantile = call(function, inner, value, inner.operand(0));
    return order.get(0).equals(value)
        ? quantile
        : SqlStdOperatorTable.WITHIN_GROUP.createCall(call.getParserPosition(), quantile, order);
  }

  /// Without DESC and NULLS FIRST.
  private static SqlNode plain(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> plain(((SqlCall) key).operand(0));
      default -> key;
    };
  }

  private static SqlCall text(SqlCall call) {
    List<SqlNode> arguments = new ArrayList<>();
    SqlNode separator = null;
    for (SqlNode argument : call.getOperandList()) {
      if (argument.getKind() == SqlKind.SEPARATOR) {
        separator = ((SqlCall) argument).operand(0);
      } else {
        arguments.add(argument);
      }
    }
    int plain = 0;
    while (plain < arguments.size() && !(arguments.get(plain) instanceof SqlNodeList)) {
      plain++;
    }
    if (plain == 1) {
      SqlNode comma = SqlLiteral.createCharString(",", call.getParserPosition());
      arguments.add(1, separator == null ? comma : separator);
    }
    return collected(StreamAggregates.STRING_AGG, call, arguments);
  }

  /// The call with its ORDER BY, if it has one, taken out.
  private static SqlCall collected(SqlAggFunction function, SqlCall from, List<SqlNode> arguments) {
    if (!arguments.isEmpty() && arguments.getLast() instanceof SqlNodeList order) {
      arguments.removeLast();
      return SqlStdOperatorTable.WITHIN_GROUP.createCall(
          from.getParserPosition(), call(function, from, arguments), order);
    }
    return call(function, from, arguments);
  }

  private static SqlCall countIf(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNode one = SqlLiteral.createExactNumeric("1", position);
    SqlCase chosen =
        SqlCase.createSwitched(
            position,
            null,
            SqlNodeList.of(call.operand(0)),
            SqlNodeList.of(one),
            SqlLiteral.createNull(position));
    return SqlStdOperatorTable.COUNT.createCall(position, chosen);
  }

  /// JSON_ARRAYAGG takes an order inside or behind; the grammar knows no FILTER and OVER of these.
  private static boolean isJson(SqlCall call) {
    return call.getKind() == SqlKind.JSON_ARRAYAGG
        || call.getKind() == SqlKind.JSON_OBJECTAGG
        || (call.getKind() == SqlKind.WITHIN_GROUP
            && call.operand(0) instanceof SqlCall inner
            && isJson(inner));
  }

  private @Nullable SqlNode json(SqlCall call) {
    SqlIdentifier name = new SqlIdentifier("TO_JSON", call.getParserPosition());
    SqlNode aggregate = JsonAggregates.of(call).accept(this);
    return new SqlUnresolvedFunction(
            name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(call.getParserPosition(), aggregate);
  }
}
