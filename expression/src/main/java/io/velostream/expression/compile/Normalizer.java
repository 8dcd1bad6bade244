package io.velostream.expression.compile;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
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
import io.velostream.expression.Program;
import io.velostream.expression.function.CastStep;
import io.velostream.expression.function.Casts;
import io.velostream.expression.interpret.Interpreter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a program to the form that is compiled: without positions (so that equal sub-expressions
/// are equal, and one class serves all statements of the same shape), with strict casts as calls,
/// and with constants folded.
///
/// A constant that cannot be computed stays as it is: its error belongs to the rows that meet it,
/// if there are any.
final class Normalizer {
  private static final Batch NO_ROWS = Batch.of(0, List.of());

  private final Interpreter interpreter = new Interpreter();
  private final EvaluationContext noContext = new EvaluationContext(ZoneOffset.UTC);

  Program normalize(Program program) {
    Expression filter = program.filter();
    return new Program(
        program.inputs(), filter == null ? null : normalize(filter), all(program.outputs()));
  }

  private Expression normalize(Expression expression) {
    return switch (expression) {
      case Column _, Literal _ -> expression;
      case Call call ->
          fold(
              new Call(
                  call.function(),
                  all(call.operands()),
                  call.type(),
                  call.nullable(),
                  SourcePosition.NONE));
      case Cast cast -> cast(cast);
      case And and -> connect(all(and.operands()), true);
      case Or or -> connect(all(or.operands()), false);
      case Not not -> {
        Expression operand = normalize(not.operand());
        yield operand instanceof Literal literal
            ? truth(literal.value() == null ? null : !isTrue(literal))
            : new Not(operand);
      }
      case IsNull isNull -> {
        Expression operand = normalize(isNull.operand());
        yield operand instanceof Literal literal
            ? truth(literal.value() == null)
            : new IsNull(operand);
      }
      case Case choice -> choose(choice);
      case Coalesce coalesce -> coalesce(coalesce);
    };
  }

  private List<Expression> all(List<Expression> expressions) {
    // No stream: trees can be deep, and this recursion should cost little of the stack.
    List<Expression> normal = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      normal.add(normalize(expression));
    }
    return normal;
  }

  private Expression fold(Call call) {
    boolean constant = true;
    for (Expression operand : call.operands()) {
      if (!(operand instanceof Literal literal)) {
        constant = false;
      } else if (literal.value() == null && constant) {
        // All operands before are constants, so none of them fails.
        return new Literal(null, call.type());
      }
    }
    boolean pure = call.function().deterministic() && !call.function().takesContext();
    return constant && pure ? evaluate(call) : call;
  }

  @SuppressWarnings(
      "ReferenceEquality") // lowering returns the very operand when there is nothing to do
  private Expression cast(Cast cast) {
    Expression operand = retype(normalize(cast.operand()), cast.operand().type());
    Cast bare = new Cast(operand, cast.type(), cast.lenient(), SourcePosition.NONE);
    Expression lowered = Casts.lower(bare);
    if (lowered.equals(operand)) {
      return operand;
    }
    return switch (lowered) {
      case Call call -> refold(call);
      case Cast lenient when lenient.operand() instanceof Literal ->
          takesContext(lenient) ? lenient : evaluate(lenient);
      default -> lowered;
    };
  }

  /// The expression under the type that it had before a cast without effect was taken away: what
  /// the next cast does depends on it.
  private static Expression retype(Expression expression, DataType type) {
    if (expression.type().equals(type)) {
      return expression;
    }
    return switch (expression) {
      case Column column -> new Column(column.index(), type, column.nullable());
      case Literal literal -> new Literal(literal.value(), type);
      case Call call ->
          new Call(call.function(), call.operands(), type, call.nullable(), call.position());
      case Cast _, And _, Or _, Not _, IsNull _, Case _, Coalesce _ ->
          new Coalesce(List.of(expression), type);
    };
  }

  /// Folds the nested calls of a cast; the innermost operand is normal already.
  private Expression refold(Call call) {
    List<Expression> operands = new ArrayList<>(call.operands());
    if (operands.getFirst() instanceof Call inner
        && inner.function().name().equals(call.function().name())) {
      operands.set(0, refold(inner));
    }
    return fold(
        new Call(call.function(), operands, call.type(), call.nullable(), SourcePosition.NONE));
  }

  private static boolean takesContext(Cast cast) {
    List<CastStep> steps = Casts.steps(cast.operand().type(), cast.type()).orElseThrow();
    return steps.stream().anyMatch(s -> s.function().takesContext());
  }

  private Expression evaluate(Expression constant) {
    try {
      return new Literal(interpreter.evaluate(constant, NO_ROWS, 0, noContext), constant.type());
    } catch (UserException e) {
      // Raised again, with its position, for the first row that needs the value.
      return constant;
    }
  }

  private static Expression connect(List<Expression> operands, boolean and) {
    List<Expression> kept = new ArrayList<>();
    for (Expression operand : operands) {
      if (operand instanceof Literal literal && literal.value() != null) {
        if (isTrue(literal) == and) {
          continue;
        }
        if (kept.isEmpty()) {
          return truth(!and);
        }
        kept.add(operand);
        break;
      }
      kept.add(operand);
    }
    if (kept.isEmpty()) {
      return truth(and);
    }
    if (kept.size() == 1) {
      return kept.getFirst();
    }
    return and ? new And(kept) : new Or(kept);
  }

  private Expression choose(Case choice) {
    List<Case.Branch> branches = new ArrayList<>();
    for (Case.Branch branch : choice.branches()) {
      Expression condition = normalize(branch.condition());
      if (condition instanceof Literal literal) {
        if (isTrue(literal)) {
          return choice(branches, normalize(branch.result()), choice.type());
        }
        continue;
      }
      branches.add(new Case.Branch(condition, typed(normalize(branch.result()), choice.type())));
    }
    return choice(branches, normalize(choice.otherwise()), choice.type());
  }

  private static Expression choice(
      List<Case.Branch> branches, Expression otherwise, DataType type) {
    Expression last = typed(otherwise, type);
    return branches.isEmpty() ? last : new Case(branches, last, type);
  }

  private Expression coalesce(Coalesce coalesce) {
    List<Expression> kept = new ArrayList<>();
    for (Expression operand : all(coalesce.operands())) {
      if (operand instanceof Literal literal) {
        if (literal.value() == null) {
          continue;
        }
        kept.add(operand);
        break;
      }
      kept.add(operand);
    }
    if (kept.isEmpty()) {
      return new Literal(null, coalesce.type());
    }
    return kept.size() == 1
        ? typed(kept.getFirst(), coalesce.type())
        : new Coalesce(kept, coalesce.type());
  }

  /// A NULL must be of the lane that its place has.
  private static Expression typed(Expression expression, DataType type) {
    return expression instanceof Literal(var value, var _) && value == null
        ? new Literal(null, type)
        : expression;
  }

  private static boolean isTrue(Literal literal) {
    return Long.valueOf(1).equals(literal.value());
  }

  private static Literal truth(@Nullable Boolean value) {
    return new Literal(value == null ? null : value ? 1L : 0L, DataType.BOOLEAN);
  }
}
