package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.FloatKernels;
import io.velostream.expression.kernel.IntegerKernels;
import io.velostream.expression.kernel.WideKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arithmetic operators. Numbers are handled here, times and intervals by [TemporalArithmetic].
final class ArithmeticFunctions {
  /// The five operators, with the name of their kernels.
  enum Operator {
    ADD("add"),
    SUBTRACT("subtract"),
    MULTIPLY("multiply"),
    DIVIDE("divide"),
    REMAINDER("remainder");

    final String kernel;

    Operator(String kernel) {
      this.kernel = kernel;
    }
  }

  private ArithmeticFunctions() {}

  static List<Definition> definitions() {
    Definition remainder = Definition.of("%", binder(Operator.REMAINDER));
    return List.of(
        Definition.of("+", binder(Operator.ADD)),
        Definition.of("-", binder(Operator.SUBTRACT)),
        Definition.of("*", binder(Operator.MULTIPLY)),
        Definition.of("/", binder(Operator.DIVIDE)),
        remainder,
        remainder.alias("MOD"));
  }

  private static Definition.Binder binder(Operator operator) {
    return call -> {
      if (call.count() == 1) {
        return switch (operator) {
          case ADD -> call.asResult(call.argument(0));
          case SUBTRACT -> negate(call);
          case MULTIPLY, DIVIDE, REMAINDER -> null;
        };
      }
      return call.count() == 2 ? binary(call, operator) : null;
    };
  }

  private static @Nullable Expression binary(Invocation call, Operator operator) {
    Expression a = call.argument(0);
    Expression b = call.argument(1);
    if (!Numbers.isNumeric(a.type()) || !Numbers.isNumeric(b.type())) {
      return TemporalArithmetic.bind(call, operator);
    }
    if (a.type() instanceof Floating || b.type() instanceof Floating) {
      return floating(call, operator, a, b);
    }
    if (a.type() instanceof Integral && b.type() instanceof Integral) {
      return call.result() instanceof Integral || operator == Operator.REMAINDER
          ? integral(call, operator, a, b)
          : call.result() instanceof Floating
              ? floating(call, operator, a, b)
              : DecimalArithmetic.bind(call, operator, a, b);
    }
    return DecimalArithmetic.bind(call, operator, a, b);
  }

  private static Expression floating(
      Invocation call, Operator operator, Expression a, Expression b) {
    Expression value =
        call.call(
            FloatKernels.class,
            operator.kernel,
            DataType.DOUBLE,
            call.cast(a, DataType.DOUBLE),
            call.cast(b, DataType.DOUBLE));
    return call.asResult(value);
  }

  private static Expression integral(
      Invocation call, Operator operator, Expression a, Expression b) {
    if (call.result().equals(DataType.BIGINT)) {
      return call.call(IntegerKernels.class, operator.kernel, DataType.BIGINT, a, b);
    }
    String kernel =
        small(a, b) && isUncheckedWhenSmall(operator) ? operator.kernel + "Small" : operator.kernel;
    return call.asResult(call.call(IntegerKernels.class, kernel, DataType.BIGINT, a, b));
  }

  private static boolean isUncheckedWhenSmall(Operator operator) {
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY -> true;
      case DIVIDE, REMAINDER -> false;
    };
  }

  /// Whether no operation on both can leave 64 bits.
  private static boolean small(Expression a, Expression b) {
    return !a.type().equals(DataType.BIGINT) && !b.type().equals(DataType.BIGINT);
  }

  private static @Nullable Expression negate(Invocation call) {
    Expression a = call.argument(0);
    return switch (a.type()) {
      case Integral _, DataType.Interval _ ->
          call.asResult(
              call.call(
                  IntegerKernels.class,
                  "negate",
                  a.type() instanceof Integral ? DataType.BIGINT : a.type(),
                  a));
      case Floating _ -> call.asResult(call.call(FloatKernels.class, "negate", a.type(), a));
      case Decimal decimal ->
          call.asResult(
              call.call(
                  decimal.lane() == Lane.LONG ? IntegerKernels.class : WideKernels.class,
                  "negate",
                  decimal,
                  a));
      default -> null;
    };
  }
}
