package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.RoundingKernels;
import org.jspecify.annotations.Nullable;

/// ROUND and TRUNCATE.
final class RoundingFunctions {
  private static final Class<?> KERNELS = RoundingKernels.class;

  private RoundingFunctions() {}

  /// A number brought to so many digits after the point, none when the second argument is missing.
  ///
  /// @param kernel `round` or `truncate`
  static @Nullable Expression bind(Invocation call, String kernel) {
    if (call.count() != 1 && call.count() != 2) {
      return null;
    }
    Expression value = call.argument(0);
    Expression places =
        call.count() == 1
            ? Invocation.number(0)
            : Simple.as(call, call.argument(1), DataType.BIGINT);
    if (places == null) {
      return null;
    }
    return switch (value.type()) {
      case Integral _ -> call.asResult(exact(call, kernel, value, places));
      case Decimal decimal ->
          DecimalArithmetic.finish(
              call,
              exact(call, kernel, value, places),
              Math.min(decimal.precision() + 1, Decimal.MAX_PRECISION + 1),
              decimal.scale());
      case Floating floating -> {
        boolean real = floating.width() == Floating.Width.REAL;
        DataType type = floating;
        yield call.asResult(
            call.call(KERNELS, real ? kernel + "Real" : kernel, type, value, places));
      }
      default -> null;
    };
  }

  /// An exact number without the digits after `places`, in its own scale and lane.
  private static Expression exact(
      Invocation call, String kernel, Expression value, Expression places) {
    Lane lane = value.type().lane();
    int scale = Numbers.scale(value);
    if (places instanceof Literal(Long count, DataType _)) {
      if (count >= scale) {
        return value;
      }
      long dropped = scale - Math.max(count, -Decimal.MAX_PRECISION);
      if (lane == Lane.LONG && dropped <= Decimal.MAX_LONG_PRECISION) {
        return call.call(
            KERNELS,
            kernel + "To",
            Steps.carrier(lane),
            value,
            Steps.number(DecimalSteps.power((int) dropped).longValueExact()));
      }
    }
    return call.call(KERNELS, kernel, Steps.carrier(lane), value, Steps.number(scale), places);
  }
}
