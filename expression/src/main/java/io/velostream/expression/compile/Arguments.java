package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.compile.Code.Assign;
import io.velostream.expression.compile.Code.If;
import io.velostream.expression.compile.Code.Invoke;
import io.velostream.expression.compile.Code.Junction;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Logic;
import io.velostream.expression.compile.Code.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of one call: computed one after the other, and only up to the first NULL.
///
/// Null checks are put off while only columns and constants follow, so that `a + b` costs one
/// branch, or none: a kernel over primitives that never fails is simply called, whatever its
/// arguments hold.
final class Arguments {
  private final ExpressionCompiler compiler;
  private final Kind kind;
  private final List<Value> values = new ArrayList<>();
  private final List<Value> pendingNulls = new ArrayList<>();
  private final Block outer;
  private Block current;
  private @Nullable Result result;

  private record Result(Local value, Local isNull) {}

  /// @param kind of the result of the call
  Arguments(ExpressionCompiler compiler, Kind kind, Block block) {
    this.compiler = compiler;
    this.kind = kind;
    this.outer = block;
    this.current = block;
  }

  /// Whether a call may be NULL though no argument is.
  static boolean canBeNull(Expression.Call call) {
    return call.function().takesContext() && call.nullable();
  }

  List<Value> values() {
    return values;
  }

  void add(Expression operand) {
    boolean plain = operand instanceof Expression.Column || operand instanceof Expression.Literal;
    if (!pendingNulls.isEmpty() && !plain) {
      skipIfNull();
    }
    Block section = current.section();
    Computed computed = compiler.compute(operand, section);
    if (!section.isEmpty() && !plain) {
      settleValues();
    }
    current.append(section);
    Value isNull = computed.isNull();
    if (isNull != null) {
      settleValues();
      pendingNulls.add(isNull);
    }
    values.add(computed.value());
  }

  /// The outcome of the call.
  ///
  /// @param canBeNull whether the method may say NULL through the context
  Computed result(Value call, boolean canBeNull) {
    if (!pendingNulls.isEmpty()) {
      if (result == null && !canBeNull && isHarmless(call)) {
        return new Computed(call, any(pendingNulls));
      }
      skipIfNull();
    }
    Result target = result;
    if (target != null) {
      current.add(new Assign(target.value(), call));
      current.add(new Assign(target.isNull(), canBeNull ? takeNull() : Computed.FALSE));
      return new Computed(target.value(), target.isNull());
    }
    if (!canBeNull) {
      return Computed.of(call);
    }
    Local value = current.local("v", kind, call);
    return new Computed(value, current.local("n", Kind.BOOLEAN, takeNull()));
  }

  /// Goes on inside an `if` that is entered when no argument so far is NULL.
  private void skipIfNull() {
    if (result == null) {
      Local value = outer.local("v", kind, Computed.zero(kind));
      result = new Result(value, outer.local("n", Kind.BOOLEAN, Computed.TRUE));
    }
    Block inner = current.conditional();
    current.add(new If(ExpressionCompiler.not(any(pendingNulls)), inner.statements(), List.of()));
    pendingNulls.clear();
    current = inner;
  }

  /// Evaluates arguments that may fail before what comes next.
  private void settleValues() {
    values.replaceAll(v -> Purity.isTotal(v) ? v : current.settle("v", v));
  }

  private static Value any(List<Value> flags) {
    return flags.stream().reduce((a, b) -> new Logic(Junction.OR, a, b)).orElseThrow();
  }

  private static Value takeNull() {
    return Calls.support("takeNull", Kind.BOOLEAN, new Code.Context());
  }

  /// Whether it may be called with whatever stands at a NULL row: only numbers, and no errors.
  private static boolean isHarmless(Value call) {
    return Purity.isTotal(call) && isNumeric(call);
  }

  private static boolean isNumeric(Value value) {
    return switch (value.kind()) {
      case LONG, DOUBLE, BOOLEAN ->
          !(value instanceof Invoke invoke)
              || invoke.arguments().stream().allMatch(Arguments::isNumeric);
      default -> false;
    };
  }
}
