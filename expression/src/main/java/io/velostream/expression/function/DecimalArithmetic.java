package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.function.ArithmeticFunctions.Operator;
import io.velostream.expression.kernel.DecimalKernels;
import io.velostream.expression.kernel.IntegerKernels;
import io.velostream.expression.kernel.WideKernels;

/// Exact arithmetic on decimals and integers.
///
/// By counting digits it finds out whether 64 bits are enough for every intermediate value; else
/// the work is done in the wide lane. The exact value is then brought to the result type, with
/// rounding (half away from zero) and a check only where they can matter.
final class DecimalArithmetic {
  private static final int LONG_DIGITS = Decimal.MAX_LONG_PRECISION;

  private DecimalArithmetic() {}

  static Expression bind(Invocation call, Operator operator, Expression left, Expression right) {
    Expression a = narrowest(left);
    Expression b = narrowest(right);
    return switch (operator) {
      case ADD, SUBTRACT -> addOrSubtract(call, operator, a, b);
      case MULTIPLY -> multiply(call, a, b);
      case DIVIDE -> divide(call, a, b);
      case REMAINDER -> remainder(call, a, b);
    };
  }

  /// The number before a cast that only widened it, as the SQL side adds them around integers.
  private static Expression narrowest(Expression value) {
    return value instanceof Expression.Cast cast
            && !cast.lenient()
            && Numbers.isExact(cast.operand().type())
            && Numbers.scale(cast.operand()) == Numbers.scale(cast)
            && integerDigits(cast.operand()) <= integerDigits(cast)
        ? narrowest(cast.operand())
        : value;
  }

  private static Expression addOrSubtract(
      Invocation call, Operator operator, Expression a, Expression b) {
    int scale = Math.max(Numbers.scale(a), Numbers.scale(b));
    int digits = Math.max(integerDigits(a), integerDigits(b)) + scale;
    boolean narrow = narrow(a, b) && digits <= LONG_DIGITS;
    Expression left = scaled(call, a, scale, narrow);
    Expression right = scaled(call, b, scale, narrow);
    Expression value =
        narrow
            ? call.call(
                IntegerKernels.class, operator.kernel + "Small", DataType.BIGINT, left, right)
            : call.call(WideKernels.class, operator.kernel, carrier(), left, right);
    return finish(call, value, digits + 1, scale);
  }

  private static Expression multiply(Invocation call, Expression a, Expression b) {
    int digits = Numbers.precision(a) + Numbers.precision(b);
    Expression value;
    if (!narrow(a, b)) {
      value = call.call(WideKernels.class, "multiply", carrier(), wide(call, a), wide(call, b));
    } else if (digits <= LONG_DIGITS) {
      value = call.call(IntegerKernels.class, "multiplySmall", DataType.BIGINT, a, b);
    } else {
      value = call.call(WideKernels.class, "multiplyLongs", carrier(), a, b);
    }
    return finish(call, value, digits, Numbers.scale(a) + Numbers.scale(b));
  }

  private static Expression divide(Invocation call, Expression a, Expression b) {
    int scale = call.result() instanceof Decimal decimal ? decimal.scale() : 6;
    int shift = scale - Numbers.scale(a) + Numbers.scale(b);
    int up = Math.max(shift, 0);
    int down = Math.max(-shift, 0);
    boolean narrow =
        narrow(a, b)
            && Numbers.precision(a) + up <= LONG_DIGITS
            && Numbers.precision(b) + down <= LONG_DIGITS;
    Expression dividend = shifted(call, a, up, narrow);
    Expression divisor = shifted(call, b, down, narrow);
    Expression value =
        narrow
            ? call.call(DecimalKernels.class, "divide", DataType.BIGINT, dividend, divisor)
            : call.call(WideKernels.class, "divide", carrier(), dividend, divisor);
    return finish(call, value, Numbers.precision(a) + up + 1, scale);
  }

  private static Expression remainder(Invocation call, Expression a, Expression b) {
    int scale = Math.max(Numbers.scale(a), Numbers.scale(b));
    int digits = Math.max(integerDigits(a), integerDigits(b)) + scale;
    boolean narrow = narrow(a, b) && digits <= LONG_DIGITS;
    Expression left = scaled(call, a, scale, narrow);
    Expression right = scaled(call, b, scale, narrow);
    Expression value =
        narrow
            ? call.call(IntegerKernels.class, "remainder", DataType.BIGINT, left, right)
            : call.call(WideKernels.class, "remainder", carrier(), left, right);
    int most = Math.min(integerDigits(a), integerDigits(b)) + scale;
    return finish(call, value, Math.max(most, 1), scale);
  }

  /// Brings an exact value of so many digits to the result type of the call.
  static Expression finish(Invocation call, Expression value, int digits, int scale) {
    if (call.result() instanceof Decimal target) {
      return rescaled(call, value, digits, scale, target);
    }
    int shownScale = Math.min(scale, Decimal.MAX_PRECISION);
    Decimal whole = new Decimal(Decimal.MAX_PRECISION, shownScale);
    return call.asResult(rescaled(call, value, digits, scale, whole));
  }

  private static Expression rescaled(
      Invocation call, Expression value, int digits, int scale, Decimal target) {
    Steps steps = DecimalSteps.rescale(Steps.from(value.type().lane()), digits, scale, target);
    return Invocation.relabel(call.apply(steps, value, target), target);
  }

  /// The value with `scale` digits after the point, in the lane the work is done in.
  static Expression scaled(Invocation call, Expression value, int scale, boolean narrow) {
    return shifted(call, value, scale - Numbers.scale(value), narrow);
  }

  static int integerDigits(Expression exact) {
    return Numbers.precision(exact) - Numbers.scale(exact);
  }

  static boolean narrow(Expression a, Expression b) {
    return a.type().lane() == Lane.LONG && b.type().lane() == Lane.LONG;
  }

  private static Expression shifted(Invocation call, Expression value, int shift, boolean narrow) {
    Lane lane = narrow ? Lane.LONG : Lane.WIDE;
    Steps steps = DecimalSteps.scaleUpTo(Steps.from(value.type().lane()), shift, lane);
    return call.apply(steps, value, Steps.carrier(lane));
  }

  private static Expression wide(Invocation call, Expression value) {
    return shifted(call, value, 0, false);
  }

  private static DataType carrier() {
    return Steps.carrier(Lane.WIDE);
  }
}
