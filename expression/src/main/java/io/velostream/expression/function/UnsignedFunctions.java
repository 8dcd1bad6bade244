package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.UnsignedKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Casts to unsigned integers, which are values of the next larger signed type here.
final class UnsignedFunctions {
  private static final Class<?> KERNELS = UnsignedKernels.class;
  private static final DataType WIDE = new DataType.Decimal(20, 0);
  private static final int BYTE = 8;
  private static final int SHORT = 16;
  private static final int INT = 32;

  private UnsignedFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        definition("TO_TINYINT_UNSIGNED", BYTE),
        definition("TO_SMALLINT_UNSIGNED", SHORT),
        definition("TO_INTEGER_UNSIGNED", INT),
        Definition.of("TO_BIGINT_UNSIGNED", UnsignedFunctions::wide));
  }

  private static Definition definition(String name, int bits) {
    return Definition.of(
        name,
        call -> {
          if (call.count() != 1 || !Casts.exists(call.type(0), BIGINT)) {
            return null;
          }
          Expression value = call.cast(call.argument(0), BIGINT);
          return call.asResult(
              call.call(KERNELS, "check", BIGINT, value, Invocation.number((1L << bits) - 1)));
        });
  }

  private static @Nullable Expression wide(Invocation call) {
    return call.count() == 1 && Casts.exists(call.type(0), WIDE)
        ? call.asResult(call.call(KERNELS, "check", WIDE, call.cast(call.argument(0), WIDE)))
        : null;
  }
}
