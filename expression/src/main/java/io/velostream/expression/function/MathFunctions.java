package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DOUBLE;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.DecimalKernels;
import io.velostream.expression.kernel.FloatKernels;
import io.velostream.expression.kernel.IntegerKernels;
import io.velostream.expression.kernel.MathKernels;
import io.velostream.expression.kernel.WideKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions over numbers. FLOOR and CEIL of times are in [TemporalFunctions].
final class MathFunctions {
  private static final Class<?> KERNELS = MathKernels.class;

  private MathFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>(ofDoubles());
    Definition ceil =
        Definition.of(
            "CEIL",
            call -> call.count() == 1 ? whole(call, "ceiling") : TemporalFunctions.ceiling(call));
    all.add(ceil);
    all.add(ceil.alias("CEILING"));
    all.add(
        Definition.of(
            "FLOOR",
            call -> call.count() == 1 ? whole(call, "floor") : TemporalFunctions.floor(call)));
    all.add(Definition.of("ABS", call -> sameType(call, "abs")));
    all.add(Definition.of("SIGN", MathFunctions::sign));
    all.add(Definition.of("ROUND", call -> RoundingFunctions.bind(call, "round")));
    Definition truncate =
        Definition.of("TRUNCATE", call -> RoundingFunctions.bind(call, "truncate"));
    all.add(truncate);
    all.add(truncate.alias("TRUNC"));
    all.add(
        Definition.of(
            "PI", call -> call.count() == 0 ? call.asResult(new Literal(Math.PI, DOUBLE)) : null));
    all.add(
        Definition.of(
            "E", call -> call.count() == 0 ? call.asResult(new Literal(Math.E, DOUBLE)) : null));
    all.addAll(ofBits());
    return all;
  }

  private static List<Definition> ofDoubles() {
    Definition power = Simple.of("POWER", KERNELS, "power", DOUBLE, DOUBLE, DOUBLE);
    return List.of(
        power,
        power.alias("POW"),
        one("SQRT", "sqrt"),
        one("CBRT", "cbrt"),
        one("EXP", "exp"),
        one("LN", "ln"),
        one("LOG10", "log10"),
        one("LOG2", "log2"),
        Definition.of("LOG", call -> logarithm(call)),
        one("SIN", "sin"),
        one("COS", "cos"),
        one("TAN", "tan"),
        one("COT", "cot"),
        one("ASIN", "asin"),
        one("ACOS", "acos"),
        one("ATAN", "atan"),
        one("SINH", "sinh"),
        one("COSH", "cosh"),
        one("TANH", "tanh"),
        one("COTH", "coth"),
        Simple.of("ATAN2", KERNELS, "atan2", DOUBLE, DOUBLE, DOUBLE),
        one("DEGREES", "degrees"),
        one("RADIANS", "radians"),
        Simple.of("WIDTH_BUCKET", KERNELS, "widthBucket", BIGINT, DOUBLE, DOUBLE, DOUBLE, BIGINT));
  }

  private static Definition one(String name, String method) {
    return Simple.of(name, KERNELS, method, DOUBLE, DOUBLE);
  }

  /// With the signs that the SQL grammar has for some of them.
  private static List<Definition> ofBits() {
    Definition and = bits("BITAND", "bitAnd");
    Definition xor = bits("BITXOR", "bitXor");
    return List.of(
        and,
        and.alias("&"),
        bits("BITOR", "bitOr"),
        xor,
        xor.alias("^"),
        Simple.of("BITNOT", IntegerKernels.class, "bitNot", BIGINT, BIGINT));
  }

  private static Definition bits(String name, String method) {
    return Simple.of(name, IntegerKernels.class, method, BIGINT, BIGINT, BIGINT);
  }

  private static @Nullable Expression logarithm(Invocation call) {
    if (call.count() != 1 && call.count() != 2) {
      return null;
    }
    Expression a = Simple.as(call, call.argument(0), DOUBLE);
    if (a == null) {
      return null;
    }
    if (call.count() == 1) {
      return call.asResult(call.call(KERNELS, "log10", DOUBLE, a));
    }
    Expression b = Simple.as(call, call.argument(1), DOUBLE);
    return b == null ? null : call.asResult(call.call(KERNELS, "log", DOUBLE, a, b));
  }

  /// A function that keeps the type of its argument.
  private static @Nullable Expression sameType(Invocation call, String method) {
    if (call.count() != 1) {
      return null;
    }
    Expression a = call.argument(0);
    return switch (a.type()) {
      case Integral _ -> call.asResult(call.call(IntegerKernels.class, method, BIGINT, a));
      case DataType.Interval interval ->
          call.asResult(call.call(IntegerKernels.class, method, interval, a));
      case Floating floating -> call.asResult(call.call(FloatKernels.class, method, floating, a));
      case Decimal decimal -> {
        Class<?> owner = decimal.lane() == Lane.LONG ? IntegerKernels.class : WideKernels.class;
        yield call.asResult(call.call(owner, method, decimal, a));
      }
      default -> null;
    };
  }

  private static @Nullable Expression sign(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    Expression a = call.argument(0);
    if (a.type() instanceof Floating floating) {
      return call.asResult(call.call(FloatKernels.class, "sign", floating, a));
    }
    if (!Numbers.isExact(a.type())) {
      return null;
    }
    Class<?> owner = a.type().lane() == Lane.LONG ? IntegerKernels.class : WideKernels.class;
    return call.asResult(call.call(owner, "sign", BIGINT, a));
  }

  /// FLOOR or CEIL of a number.
  private static @Nullable Expression whole(Invocation call, String method) {
    Expression a = call.argument(0);
    return switch (a.type()) {
      case Integral _ -> call.asResult(a);
      case Floating floating -> call.asResult(call.call(KERNELS, method, floating, a));
      case Decimal decimal when decimal.scale() == 0 -> call.asResult(a);
      case Decimal decimal -> {
        boolean narrow = decimal.lane() == Lane.LONG;
        Literal factor =
            narrow
                ? Steps.number(DecimalSteps.power(decimal.scale()).longValueExact())
                : Steps.wide(DecimalSteps.power(decimal.scale()));
        Class<?> owner = narrow ? DecimalKernels.class : WideKernels.class;
        DataType carrier = Steps.carrier(decimal.lane());
        Expression value = call.call(owner, method, carrier, a, factor);
        // One digit more: the ceiling of 9.5 is 10.
        int digits = decimal.precision() - decimal.scale() + 1;
        yield DecimalArithmetic.finish(call, value, digits, 0);
      }
      default -> null;
    };
  }
}
