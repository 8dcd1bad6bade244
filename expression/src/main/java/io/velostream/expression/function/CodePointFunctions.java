package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.CodePointKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts and bytes as ARRAYs of numbers and back.
final class CodePointFunctions {
  private static final Class<?> KERNELS = CodePointKernels.class;
  private static final DataType NUMBERS = new DataType.Array(BIGINT);
  private static final DataType BYTES = new DataType.Varbinary();

  private CodePointFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        new Definition(
            "TO_CODE_POINTS",
            true,
            CodePointFunctions::points,
            List.of(new Signature("TO_CODE_POINTS", List.of(BYTES), 1, NUMBERS, false))),
        Typed.orNull("CODE_POINTS_TO_STRING", KERNELS, "toText", STRING, 1, NUMBERS),
        Typed.orNull("CODE_POINTS_TO_BYTES", KERNELS, "toBytes", BYTES, 1, NUMBERS));
  }

  private static @Nullable Expression points(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    String kernel = ComparisonFunctions.isText(call.type(0)) ? "ofText" : "ofBytes";
    return call.asResult(call.call(KERNELS, kernel, NUMBERS, call.argument(0)));
  }
}
