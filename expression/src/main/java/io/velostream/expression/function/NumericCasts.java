package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Lane;
import io.velostream.expression.kernel.CastKernels;
import io.velostream.expression.kernel.DecimalKernels;
import io.velostream.expression.kernel.FloatKernels;
import io.velostream.expression.kernel.IntegerKernels;
import io.velostream.expression.kernel.WideKernels;
import org.jspecify.annotations.Nullable;

/// Casts between booleans and numbers.
final class NumericCasts {
  private NumericCasts() {}

  static @Nullable Steps fromBoolean(DataType to) {
    return fromExact(Lane.LONG, 1, 0, to);
  }

  static @Nullable Steps fromIntegral(Integral from, DataType to) {
    if (to instanceof Integral target && from.width().compareTo(target.width()) <= 0) {
      return Steps.from(Lane.LONG);
    }
    return fromExact(Lane.LONG, from.width().digits(), 0, to);
  }

  static @Nullable Steps fromDecimal(Decimal from, DataType to) {
    return fromExact(from.lane(), from.precision(), from.scale(), to);
  }

  static @Nullable Steps fromFloating(Floating from, DataType to) {
    boolean real = from.width() == Floating.Width.REAL;
    Steps steps = Steps.from(Lane.DOUBLE);
    return switch (to) {
      case DataType.Bool _ -> steps.then(CastKernels.class, "isNotZero");
      case Integral integral ->
          steps.then(
              CastKernels.class,
              "toInteger",
              Steps.number(integral.width().min()),
              Steps.number(integral.width().max()));
      case Floating target ->
          real || target.width() == Floating.Width.DOUBLE
              ? steps
              : steps.then(FloatKernels.class, "toReal");
      case Decimal decimal -> {
        boolean narrow = decimal.lane() == Lane.LONG;
        String method =
            real
                ? (narrow ? "realToDecimal" : "realToWideDecimal")
                : (narrow ? "toDecimal" : "toWideDecimal");
        yield steps.then(
            CastKernels.class,
            method,
            Steps.number(decimal.precision()),
            Steps.number(decimal.scale()));
      }
      default -> null;
    };
  }

  private static @Nullable Steps fromExact(Lane lane, int precision, int scale, DataType to) {
    Steps steps = Steps.from(lane);
    return switch (to) {
      case DataType.Bool _ -> steps.then(CastKernels.class, "isNotZero");
      case Integral integral -> toIntegral(steps, precision, scale, integral);
      case Floating floating -> toFloating(steps, scale, floating);
      case Decimal decimal -> DecimalSteps.rescale(steps, precision, scale, decimal);
      default -> null;
    };
  }

  private static Steps toIntegral(Steps steps, int precision, int scale, Integral to) {
    if (scale > 0) {
      // Without a limit: the range of the integer type is checked below.
      int digits = Math.min(Decimal.MAX_PRECISION, precision - scale + 1);
      DecimalSteps.rescale(steps, precision, scale, new Decimal(digits, 0));
    }
    return precision - scale + (scale > 0 ? 1 : 0) < to.width().digits()
        ? DecimalSteps.toLane(steps, Lane.LONG)
        : range(steps, to);
  }

  private static Steps range(Steps steps, Integral to) {
    Class<?> owner = steps.lane() == Lane.WIDE ? WideKernels.class : IntegerKernels.class;
    return steps.then(
        owner, "inRange", Steps.number(to.width().min()), Steps.number(to.width().max()));
  }

  private static Steps toFloating(Steps steps, int scale, Floating to) {
    boolean real = to.width() == Floating.Width.REAL;
    if (steps.lane() == Lane.LONG && scale == 0) {
      return steps.then(CastKernels.class, real ? "toReal" : "toDouble");
    }
    if (real) {
      return steps.then(CastKernels.class, "decimalToReal", Steps.number(scale));
    }
    Class<?> owner = steps.lane() == Lane.WIDE ? WideKernels.class : DecimalKernels.class;
    return steps.then(owner, "toDouble", Steps.number(scale));
  }
}
