package io.velostream.expression.compile;

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
import io.velostream.expression.compile.Code.AsLong;
import io.velostream.expression.compile.Code.Assign;
import io.velostream.expression.compile.Code.Constant;
import io.velostream.expression.compile.Code.If;
import io.velostream.expression.compile.Code.Junction;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Logic;
import io.velostream.expression.compile.Code.Shared;
import io.velostream.expression.compile.Code.Truth;
import io.velostream.expression.compile.Code.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns expressions into [Code] for one row.
///
/// A value that is never NULL in this variant, and needs no statements, comes back as a tree that
/// the consumer puts where it needs it; everything else goes through locals. Values and errors
/// appear exactly when the interpreter has them: a value that can fail is settled in a local before
/// anything that the interpreter would evaluate after it, or skip because of it. A value that may
/// be NULL can always be read without an error.
///
/// A sub-expression that occurs several times is kept in a local where it was first computed, and
/// found again in all code that runs only after that.
final class ExpressionCompiler {
  private final Inputs inputs;
  private final Map<Expression, Integer> occurrences;
  private final Memos memos;

  /// @param occurrences how often each sub-expression occurs in the method
  ExpressionCompiler(Inputs inputs, Map<Expression, Integer> occurrences, Memos memos) {
    this.inputs = inputs;
    this.occurrences = occurrences;
    this.memos = memos;
  }

  /// Adds what is needed to compute the expression and says where its value is.
  Computed compute(Expression expression, Block block) {
    Computed known = block.find(expression);
    if (known != null) {
      return known;
    }
    Computed computed = computeNew(expression, block);
    if (expression instanceof Literal || occurrences.getOrDefault(expression, 1) < 2) {
      return computed;
    }
    Value isNull = computed.isNull();
    Computed settled =
        new Computed(
            block.settle("v", computed.value()), isNull == null ? null : block.settle("n", isNull));
    block.remember(expression, settled);
    return settled;
  }

  /// Adds what is needed to find out whether a BOOLEAN expression is TRUE, as a boolean value.
  Value truth(Expression expression, Block block) {
    if (block.find(expression) == null && !memos.has(expression)) {
      switch (expression) {
        case Or or -> {
          return lazily(or.operands(), Junction.OR, Junction.OR_ELSE, block);
        }
        case And and when canStopAtNull(and) -> {
          return lazily(and.operands(), Junction.AND, Junction.AND_THEN, block);
        }
        case IsNull isNull -> {
          return isNull(isNull, block);
        }
        case Call _, Cast _, Case _, Coalesce _, Column _, Literal _, Not _, And _ -> {}
      }
    }
    Computed computed = compute(expression, block);
    Value value = toBoolean(computed.value());
    Value isNull = computed.isNull();
    return isNull == null ? value : new Logic(Junction.AND, not(isNull), value);
  }

  /// How the value of an expression is looked up, or `null` when it is computed.
  Memos.@Nullable Memo memo(Expression expression) {
    return memos.byExpression().get(expression);
  }

  /// Whether the expression can be NULL for the batches this variant is made for.
  boolean canBeNull(Expression expression) {
    return switch (expression) {
      case Column _ -> inputs.canBeNull();
      case Literal literal -> literal.value() == null;
      case Call call -> Arguments.canBeNull(call) || anyNull(call.operands());
      case Cast _ -> true;
      case And _, Or _, Not _ -> anyNull(expression.operands());
      case IsNull _ -> false;
      case Case choice -> canBeNull(choice.otherwise()) || anyNull(results(choice));
      case Coalesce coalesce -> allNull(coalesce.operands());
    };
  }

  private boolean anyNull(List<Expression> expressions) {
    for (Expression expression : expressions) {
      if (canBeNull(expression)) {
        return true;
      }
    }
    return false;
  }

  private boolean allNull(List<Expression> expressions) {
    for (Expression expression : expressions) {
      if (!canBeNull(expression)) {
        return false;
      }
    }
    return true;
  }

  private static List<Expression> results(Case choice) {
    return choice.branches().stream().map(Case.Branch::result).toList();
  }

  private Computed computeNew(Expression expression, Block block) {
    if (memos.has(expression)) {
      return memos.read(expression, inputs, canBeNull(expression));
    }
    return switch (expression) {
      case Column column -> inputs.read(column);
      case Literal literal -> literal(literal);
      case Call call -> call(call, block);
      case Cast cast -> cast(cast, block);
      case And and -> connect(and.operands(), true, block);
      case Or or -> connect(or.operands(), false, block);
      case Not not -> {
        Computed operand = compute(not.operand(), block);
        yield new Computed(new AsLong(not(toBoolean(operand.value()))), operand.isNull());
      }
      case IsNull isNull -> Computed.of(new AsLong(isNull(isNull, block)));
      case Case choice -> new Conditionals(this).choose(choice, block);
      case Coalesce coalesce -> new Conditionals(this).coalesce(coalesce, block);
    };
  }

  private static Computed literal(Literal literal) {
    Kind kind = Kind.of(literal.type().lane());
    Object value = literal.value();
    if (value == null) {
      return new Computed(Computed.zero(kind), Computed.TRUE);
    }
    return Computed.of(
        kind == Kind.LONG || kind == Kind.DOUBLE
            ? new Constant(value, kind)
            : new Shared(value, kind));
  }

  private Computed call(Call call, Block block) {
    Arguments arguments = new Arguments(this, Kind.of(call.type().lane()), block);
    call.operands().forEach(arguments::add);
    Value value = Intrinsics.replace(Kernel.of(call.function()).invoke(arguments.values()));
    return arguments.result(value, Arguments.canBeNull(call));
  }

  private Computed cast(Cast cast, Block block) {
    Arguments arguments = new Arguments(this, Kind.of(cast.type().lane()), block);
    arguments.add(cast.operand());
    return arguments.result(LenientCasts.invoke(cast, arguments.values().getFirst()), true);
  }

  private Value isNull(IsNull isNull, Block block) {
    Computed operand = compute(isNull.operand(), block);
    Value flag = operand.isNull();
    if (flag != null) {
      return flag;
    }
    if (!Purity.isTotal(operand.value())) {
      // It is never NULL, but it may fail.
      block.settle("v", operand.value());
    }
    return Computed.FALSE;
  }

  /// The interpreter goes on after a NULL operand of AND. To stop there is the same only if nothing
  /// after it can fail.
  private boolean canStopAtNull(And and) {
    return and.operands().stream().skip(1).allMatch(Purity::isTotal) || !anyNull(and.operands());
  }

  /// Connects truths; the rest is not evaluated when the first operand decides.
  private Value lazily(List<Expression> operands, Junction eager, Junction lazy, Block block) {
    Value first = truth(operands.getFirst(), block);
    if (operands.size() == 1) {
      return first;
    }
    List<Expression> rest = operands.subList(1, operands.size());
    Block inner = block.conditional();
    Value second = lazily(rest, eager, lazy, inner);
    if (inner.isEmpty()) {
      boolean cheap = rest.stream().allMatch(Purity::isCheap) && Purity.isTotal(second);
      return new Logic(cheap ? eager : lazy, first, second);
    }
    Local result = block.local("b", Kind.BOOLEAN, first);
    inner.add(new Assign(result, second));
    Value goOn = lazy == Junction.AND_THEN ? result : not(result);
    block.add(new If(goOn, inner.statements(), List.of()));
    return result;
  }

  /// Three-valued AND or OR: the first operand that decides ends it, a NULL is kept in mind.
  private Computed connect(List<Expression> operands, boolean and, Block block) {
    if (!anyNull(operands)) {
      Junction eager = and ? Junction.AND : Junction.OR;
      Junction lazy = and ? Junction.AND_THEN : Junction.OR_ELSE;
      return Computed.of(new AsLong(lazily(operands, eager, lazy, block)));
    }
    Local result = block.local("v", Kind.LONG, new Constant(and ? 1L : 0L, Kind.LONG));
    Local unknown = block.local("n", Kind.BOOLEAN, Computed.FALSE);
    Block current = block;
    for (Expression operand : operands) {
      Computed computed = compute(operand, current);
      Value value = toBoolean(computed.value());
      Value decides = and ? not(value) : value;
      Block next = current.conditional();
      Value isNull = computed.isNull();
      if (isNull != null) {
        Value flag = current.settle("n", isNull);
        decides = new Logic(Junction.AND, not(flag), decides);
        next.add(new Assign(unknown, new Logic(Junction.OR, unknown, flag)));
      }
      List<Code.Statement> decided =
          List.of(
              new Assign(result, new Constant(and ? 0L : 1L, Kind.LONG)),
              new Assign(unknown, Computed.FALSE));
      current.add(new If(decides, decided, next.statements()));
      current = next;
    }
    return new Computed(result, unknown);
  }

  static Value toBoolean(Value sqlBoolean) {
    return switch (sqlBoolean) {
      case AsLong(Value inner) -> inner;
      case Constant(Long number, Kind _) -> number != 0 ? Computed.TRUE : Computed.FALSE;
      default -> new Truth(sqlBoolean);
    };
  }

  static Value not(Value value) {
    if (value.equals(Computed.TRUE)) {
      return Computed.FALSE;
    }
    if (value.equals(Computed.FALSE)) {
      return Computed.TRUE;
    }
    return value instanceof Code.Not(Value inner) ? inner : new Code.Not(value);
  }
}
