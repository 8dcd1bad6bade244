package io.velostream.expression.interpret;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
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
import io.velostream.expression.function.CastStep;
import io.velostream.expression.function.Casts;
import io.velostream.expression.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates one expression for one row by walking the tree: what it yields is the meaning of the
/// expression.
///
/// Operands of a call are evaluated from left to right up to the first NULL, which is then the
/// result; so a later operand that would fail does not.
public final class Interpreter {
  private final KernelInvoker kernels = new KernelInvoker();

  /// The value boxed by lane, or `null` for NULL.
  ///
  /// @throws UserException with the position of the call at fault
  public @Nullable Object evaluate(
      Expression expression, Batch batch, int row, EvaluationContext context) {
    return switch (expression) {
      case Column column -> Values.get(batch.column(column.index()), row);
      case Literal literal -> literal.value();
      case Call call -> call(call, batch, row, context);
      case Cast cast -> cast(cast, evaluate(cast.operand(), batch, row, context), context);
      case And and -> connect(and.operands(), 0L, batch, row, context);
      case Or or -> connect(or.operands(), 1L, batch, row, context);
      case Not not -> {
        Object value = evaluate(not.operand(), batch, row, context);
        yield value == null ? null : (Object) (1 - (Long) value);
      }
      case IsNull isNull -> evaluate(isNull.operand(), batch, row, context) == null ? 1L : 0L;
      case Case choice -> {
        for (Case.Branch branch : choice.branches()) {
          if (isTrue(evaluate(branch.condition(), batch, row, context))) {
            yield evaluate(branch.result(), batch, row, context);
          }
        }
        yield evaluate(choice.otherwise(), batch, row, context);
      }
      case Coalesce coalesce -> {
        for (Expression operand : coalesce.operands()) {
          Object value = evaluate(operand, batch, row, context);
          if (value != null) {
            yield value;
          }
        }
        yield null;
      }
    };
  }

  /// Whether a boxed BOOLEAN is TRUE, not FALSE or NULL.
  static boolean isTrue(@Nullable Object value) {
    return value != null && (Long) value != 0;
  }

  private @Nullable Object call(Call call, Batch batch, int row, EvaluationContext context) {
    List<Object> arguments = new ArrayList<>();
    for (Expression operand : call.operands()) {
      Object value = evaluate(operand, batch, row, context);
      if (value == null) {
        return null;
      }
      arguments.add(value);
    }
    return invoke(call.function(), arguments, call.position(), context);
  }

  private @Nullable Object cast(Cast cast, @Nullable Object operand, EvaluationContext context) {
    List<CastStep> steps = Casts.steps(cast.operand().type(), cast.type()).orElseThrow();
    @Nullable Object value = operand;
    for (CastStep step : steps) {
      if (value == null) {
        return null;
      }
      List<Object> arguments = new ArrayList<>();
      arguments.add(value);
      for (Literal constant : step.constants()) {
        Object fixed = constant.value();
        if (fixed != null) {
          arguments.add(fixed);
        }
      }
      try {
        value = invoke(step.function(), arguments, cast.position(), context);
      } catch (UserException e) {
        if (cast.lenient()) {
          return null;
        }
        throw e;
      }
    }
    return value;
  }

  private @Nullable Object connect(
      List<Expression> operands, long deciding, Batch batch, int row, EvaluationContext context) {
    boolean unknown = false;
    for (Expression operand : operands) {
      Object value = evaluate(operand, batch, row, context);
      if (value == null) {
        unknown = true;
      } else if ((Long) value == deciding) {
        return deciding;
      }
    }
    return unknown ? null : (Object) (1 - deciding);
  }

  private @Nullable Object invoke(
      ScalarFunction function,
      List<Object> arguments,
      SourcePosition position,
      EvaluationContext context) {
    try {
      return kernels.invoke(function, arguments, context);
    } catch (UserException e) {
      throw e.at(position);
    }
  }
}
