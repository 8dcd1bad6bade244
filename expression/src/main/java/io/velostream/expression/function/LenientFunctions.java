package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DOUBLE;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.LenientKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arithmetic that gives NULL instead of an error, of BIGINTs where both arguments are integers, of
/// DOUBLEs otherwise.
final class LenientFunctions {
  private LenientFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        definition("TRY_ADD", "add"),
        definition("TRY_SUBTRACT", "subtract"),
        definition("TRY_MULTIPLY", "multiply"),
        Definition.of("TRY_DIVIDE", LenientFunctions::quotient));
  }

  private static Definition definition(String name, String kernel) {
    return Definition.of(
        name,
        call -> {
          if (call.count() != 2) {
            return null;
          }
          boolean whole =
              call.type(0) instanceof DataType.Integral
                  && call.type(1) instanceof DataType.Integral;
          return call(call, kernel, whole ? BIGINT : DOUBLE);
        });
  }

  private static @Nullable Expression quotient(Invocation call) {
    return call.count() == 2 ? call(call, "divide", DOUBLE) : null;
  }

  private static @Nullable Expression call(Invocation call, String kernel, DataType type) {
    Expression left = operand(call, 0, type);
    Expression right = operand(call, 1, type);
    return left == null || right == null
        ? null
        : call.asResult(call.call(LenientKernels.class, kernel, type, left, right));
  }

  private static @Nullable Expression operand(Invocation call, int index, DataType type) {
    Expression value = call.argument(index);
    if (!Casts.exists(value.type(), type)) {
      return null;
    }
    return value instanceof Literal && type.equals(BIGINT) ? value : call.cast(value, type);
  }
}
