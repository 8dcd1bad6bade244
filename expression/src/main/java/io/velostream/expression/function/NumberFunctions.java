package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;

import io.velostream.expression.kernel.HyperbolicKernels;
import io.velostream.expression.kernel.NumberKernels;
import java.util.List;

/// Divisors and bits of whole numbers, questions about doubles, and the rarer functions of angles.
final class NumberFunctions {
  private static final Class<?> KERNELS = NumberKernels.class;

  private NumberFunctions() {}

  static List<Definition> definitions() {
    Definition left = Typed.of("SHIFTLEFT", KERNELS, "shiftLeft", BIGINT, BIGINT, BIGINT);
    Definition right = Typed.of("SHIFTRIGHT", KERNELS, "shiftRight", BIGINT, BIGINT, BIGINT);
    Definition nan = Typed.of("ISNAN", KERNELS, "isNan", BOOLEAN, DOUBLE);
    Definition finite = Typed.of("ISFINITE", KERNELS, "isFinite", BOOLEAN, DOUBLE);
    Definition infinite = Typed.of("ISINF", KERNELS, "isInfinite", BOOLEAN, DOUBLE);
    Definition even = Typed.of("ROUND_EVEN", KERNELS, "roundHalfEven", DOUBLE, DOUBLE, BIGINT);
    return List.of(
        Typed.of("GCD", KERNELS, "gcd", BIGINT, BIGINT, BIGINT),
        Typed.of("LCM", KERNELS, "lcm", BIGINT, BIGINT, BIGINT),
        Typed.of("FACTORIAL", KERNELS, "factorial", BIGINT, BIGINT),
        Typed.of("DIV", KERNELS, "divide", BIGINT, BIGINT, BIGINT),
        Typed.of("PMOD", KERNELS, "positiveRemainder", BIGINT, BIGINT, BIGINT),
        left,
        left.alias("SHIFT_LEFT"),
        right,
        right.alias("SHIFT_RIGHT"),
        Definition.of(
            "<<",
            call ->
                Simple.bind(call, KERNELS, "shiftLeft", BIGINT, 2, List.of(BIGINT, BIGINT))),
        Typed.of("SHIFTRIGHTUNSIGNED", KERNELS, "shiftRightUnsigned", BIGINT, BIGINT, BIGINT),
        Typed.of("BIT_COUNT", KERNELS, "bitCount", INTEGER, BIGINT),
        nan,
        nan.alias("IS_NAN"),
        finite,
        finite.alias("IS_FINITE"),
        infinite,
        infinite.alias("IS_INF"),
        even,
        even.alias("BROUND"),
        angle("ASINH", "asinh"),
        angle("ACOSH", "acosh"),
        angle("ATANH", "atanh"),
        angle("SEC", "sec"),
        angle("CSC", "csc"));
  }

  private static Definition angle(String name, String kernel) {
    return Typed.of(name, HyperbolicKernels.class, kernel, DOUBLE, DOUBLE);
  }
}
