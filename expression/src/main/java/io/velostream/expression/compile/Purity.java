package io.velostream.expression.compile;

import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.And;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.IsNull;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Expression.Not;
import io.velostream.expression.Expression.Or;
import io.velostream.expression.compile.Code.Value;
import java.util.List;

/// What may be moved, skipped or done for nothing without anybody noticing.
final class Purity {
  private Purity() {}

  /// Whether evaluating a value never throws. Then it does not matter when, or whether, it happens.
  static boolean isTotal(Value value) {
    return switch (value) {
      case Code.Local _, Code.Constant _, Code.Shared _, Code.Slot _, Code.Context _ -> true;
      case Code.Element(Value array, Value index) -> isTotal(array) && isTotal(index);
      case Code.Invoke invoke ->
          invoke.total() && invoke.arguments().stream().allMatch(Purity::isTotal);
      case Code.InvokeVirtual _ -> false;
      case Code.Truth(Value inner) -> isTotal(inner);
      case Code.AsLong(Value inner) -> isTotal(inner);
      case Code.Not(Value inner) -> isTotal(inner);
      case Code.Logic(Code.Junction _, Value left, Value right) -> isTotal(left) && isTotal(right);
      case Code.Compare(Code.Relation _, Value left, Value right) ->
          isTotal(left) && isTotal(right);
      case Code.LongOperation(char _, Value left, Value right) -> isTotal(left) && isTotal(right);
      case Code.Add(Value left, Value right) -> isTotal(left) && isTotal(right);
      case Code.Choice(Value condition, Value yes, Value no) ->
          isTotal(condition) && isTotal(yes) && isTotal(no);
    };
  }

  /// Whether evaluating an expression never throws.
  static boolean isTotal(Expression expression) {
    return switch (expression) {
      case Column _, Literal _ -> true;
      case Call call -> Kernel.of(call.function()).total() && areTotal(call.operands());
      case Cast cast -> cast.lenient() && isTotal(cast.operand());
      case And _, Or _, Not _, IsNull _, Case _, Coalesce _ -> areTotal(expression.operands());
    };
  }

  private static boolean areTotal(List<Expression> expressions) {
    for (Expression expression : expressions) {
      if (!isTotal(expression)) {
        return false;
      }
    }
    return true;
  }

  /// Whether it is cheaper to evaluate an expression than to jump around it: a few operations on
  /// primitives.
  static boolean isCheap(Expression expression) {
    return switch (expression) {
      case Column _, Literal _ -> isPrimitive(expression.type().lane());
      case Call call ->
          isPrimitive(call.type().lane())
              && Kernel.of(call.function()).total()
              && !call.function().takesContext()
              && call.operands().stream().allMatch(o -> o instanceof Column || o instanceof Literal)
              && call.operands().stream().allMatch(Purity::isCheap);
      case Not(Expression operand) -> isCheap(operand);
      case IsNull(Expression operand) -> isCheap(operand);
      case Cast _, And _, Or _, Case _, Coalesce _ -> false;
    };
  }

  private static boolean isPrimitive(Lane lane) {
    return lane == Lane.LONG || lane == Lane.DOUBLE;
  }
}
