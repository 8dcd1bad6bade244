package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.FloatKernels;
import io.velostream.expression.kernel.IntegerKernels;
import io.velostream.expression.kernel.MathKernels;
import io.velostream.expression.kernel.WideKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of numbers. FLOOR and CEIL of times, which go by the same name, are in
/// [TimeRounding].
final class MathFunctions {
  private static final Class<?> KERNELS = MathKernels.class;

  private MathFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    all.addAll(rounding());
    all.addAll(powers());
    all.addAll(angles());
    all.addAll(bits());
    all.addAll(ExtremeFunctions.definitions());
    return all;
  }

  private static List<Definition> rounding() {
    Definition ceil =
        Definition.of(
            "CEIL",
            "CEIL(x), CEIL(time TO unit)",
            "Least whole number that is not below x; or the end of the unit that a time is in.",
            call ->
                call.count() == 1
                    ? RoundingFunctions.whole(call, "ceiling")
                    : TimeRounding.bind(call, "ceiling"));
    Definition truncate =
        Definition.of(
            "TRUNCATE",
            "TRUNCATE(x [, places])",
            "The number without the digits after so many places.",
            call -> places(call, "truncate"));
    return List.of(
        Definition.of("ABS", "ABS(x)", "Distance from zero.", MathFunctions::abs),
        Definition.of("SIGN", "SIGN(x)", "-1, 0 or 1.", MathFunctions::sign),
        Definition.of(
            "FLOOR",
            "FLOOR(x), FLOOR(time TO unit)",
            "Greatest whole number that is not above x; or the start of the unit that a time is in.",
            call ->
                call.count() == 1
                    ? RoundingFunctions.whole(call, "floor")
                    : TimeRounding.bind(call, "floor")),
        ceil,
        ceil.alias("CEILING"),
        Definition.of(
            "ROUND",
            "ROUND(x [, places])",
            "The number rounded to so many digits after the point, half away from zero.",
            call -> places(call, "round")),
        truncate,
        truncate.alias("TRUNC"));
  }

  private static @Nullable Expression places(Invocation call, String kernel) {
    return call.count() == 1 || call.count() == 2 ? RoundingFunctions.places(call, kernel) : null;
  }

  private static List<Definition> powers() {
    Definition power = binary("POWER", "POWER(a, b)", "a to the power of b.", "power");
    return List.of(
        unary("SQRT", "Square root.", "sqrt"),
        unary("CBRT", "Cube root.", "cbrt"),
        power,
        power.alias("POW"),
        unary("EXP", "Euler's number to the power of x.", "exp"),
        unary("LN", "Natural logarithm.", "ln"),
        unary("LOG10", "Logarithm to base 10.", "log10"),
        unary("LOG2", "Logarithm to base 2.", "log2"),
        Definition.of(
            "LOG",
            "LOG([base,] x)",
            "Logarithm of x to a base, or the natural one.",
            call -> call.count() == 1 ? floating(call, "ln", 1) : floating(call, "log", 2)),
        constant("E", "Euler's number.", StrictMath.E));
  }

  private static List<Definition> angles() {
    return List.of(
        unary("SIN", "Sine of an angle in radians.", "sin"),
        unary("COS", "Cosine of an angle in radians.", "cos"),
        unary("TAN", "Tangent of an angle in radians.", "tan"),
        unary("COT", "Cotangent of an angle in radians.", "cot"),
        unary("ASIN", "The angle with that sine.", "asin"),
        unary("ACOS", "The angle with that cosine.", "acos"),
        unary("ATAN", "The angle with that tangent.", "atan"),
        binary("ATAN2", "ATAN2(y, x)", "The angle of the point (x, y).", "atan2"),
        unary("SINH", "Hyperbolic sine.", "sinh"),
        unary("COSH", "Hyperbolic cosine.", "cosh"),
        unary("TANH", "Hyperbolic tangent.", "tanh"),
        unary("DEGREES", "Radians to degrees.", "degrees"),
        unary("RADIANS", "Degrees to radians.", "radians"),
        constant("PI", "The ratio of a circle's circumference to its diameter.", StrictMath.PI));
  }

  private static List<Definition> bits() {
    Definition and = bits("BITAND", "Bits set in both.", "bitAnd");
    Definition xor = bits("BITXOR", "Bits set in one only.", "bitXor");
    return List.of(
        and,
        and.alias("&"),
        bits("BITOR", "Bits set in either.", "bitOr"),
        xor,
        xor.alias("^"),
        Definition.of(
            "BITNOT",
            "BITNOT(x)",
            "All bits flipped.",
            call ->
                call.count() == 1 && call.type(0) instanceof Integral type
                    ? call.asResult(call.call(KERNELS, "bitNot", type, call.argument(0)))
                    : null));
  }

  private static Definition bits(String name, String summary, String kernel) {
    return Definition.of(
        name,
        name + "(a, b)",
        summary,
        call ->
            call.count() == 2
                    && call.type(0) instanceof Integral a
                    && call.type(1) instanceof Integral b
                ? call.asResult(
                    call.call(
                        IntegerKernels.class,
                        kernel,
                        a.width().compareTo(b.width()) < 0 ? b : a,
                        call.argument(0),
                        call.argument(1)))
                : null);
  }

  private static Definition unary(String name, String summary, String kernel) {
    return Definition.of(name, name + "(x)", summary, call -> floating(call, kernel, 1));
  }

  private static Definition binary(
      String name, String signature, String summary, String kernel) {
    return Definition.of(name, signature, summary, call -> floating(call, kernel, 2));
  }

  private static Definition constant(String name, String summary, double value) {
    return Definition.of(
        name,
        name + "()",
        summary,
        call ->
            call.count() == 0 ? call.asResult(new Literal(value, DataType.DOUBLE)) : null);
  }

  /// A function that is computed in doubles, whatever the numbers are.
  private static @Nullable Expression floating(Invocation call, String kernel, int count) {
    if (call.count() != count) {
      return null;
    }
    Expression[] operands = new Expression[count];
    for (int i = 0; i < count; i++) {
      if (!Numbers.isNumeric(call.type(i))) {
        return null;
      }
      operands[i] = call.cast(call.argument(i), DataType.DOUBLE);
    }
    return call.asResult(call.call(KERNELS, kernel, DataType.DOUBLE, operands));
  }

  private static @Nullable Expression abs(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    Expression value = call.argument(0);
    Class<?> owner =
        switch (value.type()) {
          case Integral _, DataType.Interval _ -> IntegerKernels.class;
          case Floating _ -> FloatKernels.class;
          case Decimal decimal ->
              decimal.lane() == Lane.LONG ? IntegerKernels.class : WideKernels.class;
          default -> null;
        };
    if (owner == null) {
      return null;
    }
    // The opposite of the smallest integer of a type is outside of that type.
    DataType type = value.type() instanceof Integral ? DataType.BIGINT : value.type();
    return call.asResult(call.call(owner, "abs", type, value));
  }

  private static @Nullable Expression sign(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    Expression value = call.argument(0);
    return switch (value.type()) {
      case Floating floating ->
          call.asResult(call.call(FloatKernels.class, "sign", floating, value));
      case Integral _, Decimal _, DataType.Interval _ ->
          call.asResult(
              call.call(
                  value.type().lane() == Lane.WIDE ? WideKernels.class : IntegerKernels.class,
                  "sign",
                  DataType.TINYINT,
                  value));
      default -> null;
    };
  }
}
