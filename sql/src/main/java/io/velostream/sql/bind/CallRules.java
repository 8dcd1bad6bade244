package io.velostream.sql.bind;

import static io.velostream.sql.bind.ExpressionBinder.type;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.And;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.IsNull;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Expression.Not;
import io.velostream.expression.Expression.Or;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/// The operators that are not plain function calls, each with its rule. An operator without one is
/// a call of the catalogue function of its name.
final class CallRules {
  private static final Expression FALSE = new Literal(0L, DataType.BOOLEAN);

  static final Map<SqlKind, CallRule> BY_KIND = new EnumMap<>(SqlKind.class);

  /// Rules for functions that have no kind of their own.
  static final Map<String, CallRule> BY_NAME =
      Map.of(
          "STRUCT", NestedRules::row,
          "$UNNEST_PART", NestedRules::unnestPart,
          "VARIANTNULL", NestedRules::variantNull,
          "JSON_OBJECT", NestedRules::jsonObject,
          "JSON_ARRAY", NestedRules::jsonArray,
          "JSON_VALUE", NestedRules::jsonValue,
          "JSON_QUERY", NestedRules::jsonQuery,
          "JSON_EXISTS", NestedRules::jsonExists);

  static {
    BY_KIND.put(SqlKind.AND, (call, binder) -> new And(binder.operands(call)));
    BY_KIND.put(SqlKind.OR, (call, binder) -> new Or(binder.operands(call)));
    BY_KIND.put(SqlKind.NOT, (call, binder) -> not(operand(call, binder)));
    BY_KIND.put(SqlKind.IS_NULL, (call, binder) -> new IsNull(operand(call, binder)));
    BY_KIND.put(SqlKind.IS_NOT_NULL, (call, binder) -> not(new IsNull(operand(call, binder))));
    BY_KIND.put(SqlKind.IS_TRUE, (call, binder) -> isTrue(operand(call, binder)));
    BY_KIND.put(SqlKind.IS_NOT_TRUE, (call, binder) -> not(isTrue(operand(call, binder))));
    BY_KIND.put(SqlKind.IS_FALSE, (call, binder) -> isTrue(not(operand(call, binder))));
    BY_KIND.put(SqlKind.IS_NOT_FALSE, (call, binder) -> not(isTrue(not(operand(call, binder)))));
    BY_KIND.put(SqlKind.IS_DISTINCT_FROM, (call, binder) -> not(isSame(call, binder)));
    BY_KIND.put(SqlKind.IS_NOT_DISTINCT_FROM, CallRules::isSame);
    BY_KIND.put(SqlKind.SEARCH, CallRules::search);
    BY_KIND.put(SqlKind.CASE, CallRules::searchedCase);
    BY_KIND.put(SqlKind.COALESCE, CallRules::coalesce);
    BY_KIND.put(SqlKind.NULLIF, CallRules::nullIf);
    BY_KIND.put(SqlKind.CAST, CallRules::cast);
    BY_KIND.put(SqlKind.SAFE_CAST, CallRules::lenientCast);
    BY_KIND.put(SqlKind.REINTERPRET, CallRules::reinterpret);
    BY_KIND.put(SqlKind.TIMESTAMP_DIFF, TimeRules::difference);
    BY_KIND.put(SqlKind.EXTRACT, TimeRules::extract);
    BY_KIND.put(SqlKind.FLOOR, TimeRules::floorOrCeil);
    BY_KIND.put(SqlKind.CEIL, TimeRules::floorOrCeil);
    BY_KIND.put(SqlKind.TRIM, TextRules::trim);
    BY_KIND.put(SqlKind.ITEM, NestedRules::item);
    BY_KIND.put(SqlKind.ARRAY_VALUE_CONSTRUCTOR, NestedRules::array);
    BY_KIND.put(SqlKind.MAP_VALUE_CONSTRUCTOR, NestedRules::map);
    BY_KIND.put(SqlKind.ROW, NestedRules::row);
    BY_KIND.put(SqlKind.MINUS_PREFIX, (call, binder) -> binder.catalogueCall(call));
    BY_KIND.put(SqlKind.PLUS_PREFIX, CallRules::operand);
    BY_KIND.put(SqlKind.PLUS, (call, binder) -> arithmetic("+", call, binder));
    BY_KIND.put(SqlKind.MINUS, (call, binder) -> arithmetic("-", call, binder));
    BY_KIND.put(SqlKind.TIMES, (call, binder) -> arithmetic("*", call, binder));
    BY_KIND.put(SqlKind.DIVIDE, (call, binder) -> arithmetic("/", call, binder));
    BY_KIND.put(SqlKind.MOD, (call, binder) -> arithmetic("MOD", call, binder));
  }

  private CallRules() {}

  private static Expression operand(RexCall call, ExpressionBinder binder) {
    return binder.bind(call.getOperands().get(0));
  }

  /// The operators behind one sign (plain, date-time, checked) are overloads of one function. A
  /// constant that meets a DOUBLE is one from the start, instead of being cast for every row.
  private static Expression arithmetic(String name, RexCall call, ExpressionBinder binder) {
    DataType type = type(call);
    List<Expression> operands = binder.operands(call);
    if (type.equals(DataType.DOUBLE)) {
      operands =
          operands.stream()
              .map(e ->
                  e instanceof Literal
                      ? ExpressionBinder.castTo(e, type, binder.position(call))
                      : e)
              .toList();
    }
    return binder.call(name, operands, type, binder.position(call));
  }

  /// NOT, with a double negation taken away.
  static Expression not(Expression value) {
    return value instanceof Not(Expression inner) ? inner : new Not(value);
  }

  /// IS TRUE: FALSE for NULL.
  static Expression isTrue(Expression value) {
    return value.nullable() ? new Coalesce(List.of(value, FALSE), DataType.BOOLEAN) : value;
  }

  /// IS NOT DISTINCT FROM: an equality that takes two NULLs for equal and never is NULL.
  private static Expression isSame(RexCall call, ExpressionBinder binder) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    Expression a = binder.bind(left);
    Expression b = binder.bind(right);
    Expression equal = binder.call("=", List.of(a, b), DataType.BOOLEAN, binder.position(call));
    if (!a.nullable() && !b.nullable()) {
      return equal;
    }
    Expression nulls = new And(List.of(new IsNull(a), new IsNull(b)));
    return new Or(List.of(nulls, isTrue(equal)));
  }

  /// Calcite's condensed form of IN lists and ranges.
  private static Expression search(RexCall call, ExpressionBinder binder) {
    return binder.bind(RexUtil.expandSearch(binder.builder(), null, call));
  }

  private static Expression searchedCase(RexCall call, ExpressionBinder binder) {
    List<RexNode> operands = call.getOperands();
    DataType type = type(call);
    SourcePosition position = binder.position(call);
    RexNode last = operands.getLast();
    if (decidesNothing(operands)) {
      return binder.bindAs(last, type, position);
    }
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      branches.add(
          new Case.Branch(
              binder.bind(operands.get(i)), binder.bindAs(operands.get(i + 1), type, position)));
    }
    return new Case(branches, binder.bindAs(last, type, position), type);
  }

  /// Whether each branch gives the same.
  private static boolean decidesNothing(List<RexNode> operands) {
    for (int i = 1; i < operands.size(); i += 2) {
      if (!operands.get(i).equals(operands.getLast())) {
        return false;
      }
    }
    return true;
  }

  private static Expression coalesce(RexCall call, ExpressionBinder binder) {
    DataType type = type(call);
    return new Coalesce(
        call.getOperands().stream()
            .map(operand -> binder.bindAs(operand, type, binder.position(call)))
            .toList(),
        type);
  }

  private static Expression nullIf(RexCall call, ExpressionBinder binder) {
    DataType type = type(call);
    Expression value = binder.bind(call.getOperands().get(0));
    Expression other = binder.bind(call.getOperands().get(1));
    Expression equal =
        binder.call("=", List.of(value, other), DataType.BOOLEAN, binder.position(call));
    return new Case(
        List.of(new Case.Branch(equal, new Literal(null, type))),
        ExpressionBinder.castTo(value, type, binder.position(call)),
        type);
  }

  private static Expression cast(RexCall call, ExpressionBinder binder) {
    RelDataType from = call.getOperands().get(0).getType();
    if (UuidCasts.concern(from, call.getType())) {
      return UuidCasts.cast(
          operand(call, binder), from, call.getType(), false, binder.position(call), binder);
    }
    return ExpressionBinder.castTo(toCast(call, false, binder), type(call), binder.position(call));
  }

  /// What a cast has to cast: without digits that it must not round, and with the unit that a mere
  /// number has as an interval.
  private static Expression toCast(RexCall call, boolean lenient, ExpressionBinder binder) {
    Expression value = TimeRules.withUnit(operand(call, binder), call, binder);
    return switch (binder.rounding()) {
      case HALF_UP -> value;
      case DOWN ->
          CuttingCasts.cut(
              value,
              type(call),
              lenient,
              binder.position(call),
              (name, number, digits, type) ->
                  binder.call(name, List.of(number, digits), type, binder.position(call)));
    };
  }

  /// Calcite's cast between an interval and a number: it counts milliseconds, we count
  /// microseconds.
  private static Expression reinterpret(RexCall call, ExpressionBinder binder) {
    throw new UserException(
            ErrorCode.NOT_SUPPORTED, "a cast between intervals and numbers is not supported yet")
        .hint("use TIMESTAMPDIFF(SECOND, a, b)");
  }

  private static Expression lenientCast(RexCall call, ExpressionBinder binder) {
    RelDataType from = call.getOperands().get(0).getType();
    if (UuidCasts.concern(from, call.getType())) {
      return UuidCasts.cast(
          operand(call, binder), from, call.getType(), true, binder.position(call), binder);
    }
    Expression value = toCast(call, true, binder);
    return value.type().equals(type(call))
        ? value
        : ExpressionBinder.cast(value, type(call), true, binder.position(call));
  }
}
