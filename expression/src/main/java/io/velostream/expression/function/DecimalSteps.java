package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.Lane;
import io.velostream.expression.kernel.CastKernels;
import io.velostream.expression.kernel.DecimalKernels;
import io.velostream.expression.kernel.WideKernels;
import java.math.BigInteger;

/// How a number with so many digits before and after the point becomes a DECIMAL type.
final class DecimalSteps {
  private DecimalSteps() {}

  /// Adds the calls that turn the value of `steps` into `target`, with a check only where it can
  /// fail.
  ///
  /// @param precision most digits the unscaled value can have, which may be more than 38
  /// @param scale digits after the point of the unscaled value
  static Steps rescale(Steps steps, int precision, int scale, Decimal target) {
    int shift = target.scale() - scale;
    boolean wideWork =
        steps.lane() == Lane.WIDE || precision + Math.max(shift, 0) > Decimal.MAX_LONG_PRECISION;
    if (wideWork && shift != 0) {
      widen(steps);
    }
    if (shift > 0) {
      scaleUp(steps, shift);
    } else if (shift < 0) {
      scaleDown(steps, -shift);
    }
    // Rounding 9.9 up to 10 takes one digit more.
    int digits = precision + shift + (shift < 0 ? 1 : 0);
    if (digits > target.precision()) {
      fit(steps, target);
    }
    return toLane(steps, target.lane());
  }

  /// Brings an exact number to more digits after the point, in the given lane. The digits must be
  /// known to fit.
  static Steps scaleUpTo(Steps steps, int shift, Lane lane) {
    toLane(steps, lane);
    return shift == 0 ? steps : scaleUp(steps, shift);
  }

  static Steps toLane(Steps steps, Lane lane) {
    if (steps.lane() == lane) {
      return steps;
    }
    return lane == Lane.WIDE ? widen(steps) : steps.then(WideKernels.class, "narrow");
  }

  /// Ten to the power of `digits`.
  static BigInteger power(int digits) {
    return BigInteger.TEN.pow(digits);
  }

  /// Whether a type is the integers or a decimal.
  static boolean isExact(DataType type) {
    return type instanceof DataType.Integral || type instanceof Decimal;
  }

  private static Steps widen(Steps steps) {
    return steps.lane() == Lane.WIDE ? steps : steps.then(WideKernels.class, "widen");
  }

  private static Steps scaleUp(Steps steps, int shift) {
    return steps.lane() == Lane.WIDE
        ? steps.then(WideKernels.class, "multiply", Steps.wide(power(shift)))
        : steps.then(DecimalKernels.class, "scaleUp", Steps.number(power(shift).longValueExact()));
  }

  private static void scaleDown(Steps steps, int shift) {
    if (steps.lane() == Lane.WIDE) {
      steps.then(CastKernels.class, "scaleDown", Steps.wide(power(shift)));
    } else {
      steps.then(DecimalKernels.class, "scaleDown", Steps.number(power(shift).longValueExact()));
    }
  }

  private static void fit(Steps steps, Decimal target) {
    BigInteger limit = power(target.precision());
    if (steps.lane() == Lane.WIDE) {
      steps.then(WideKernels.class, "fit", Steps.wide(limit), Steps.number(target.scale()));
    } else if (target.precision() <= Decimal.MAX_LONG_PRECISION) {
      steps.then(
          DecimalKernels.class,
          "fit",
          Steps.number(limit.longValueExact()),
          Steps.number(target.scale()));
    }
  }
}
