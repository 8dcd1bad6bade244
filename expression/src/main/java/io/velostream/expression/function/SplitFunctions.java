package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.SplitKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts taken apart at separators.
final class SplitFunctions {
  private static final Class<?> KERNELS = SplitKernels.class;
  private static final DataType TEXTS = new DataType.Array(STRING);

  private SplitFunctions() {}

  static List<Definition> definitions() {
    Definition split = Typed.of("SPLIT", KERNELS, "split", TEXTS, STRING, STRING);
    return List.of(
        split,
        split.alias("STRING_SPLIT"),
        new Definition(
            "STRING_TO_ARRAY",
            true,
            SplitFunctions::toArray,
            List.of(
                new Signature(
                    "STRING_TO_ARRAY", List.of(STRING, STRING, STRING), 2, TEXTS, false))),
        Typed.of("SUBSTRING_INDEX", KERNELS, "substringIndex", STRING, STRING, STRING, BIGINT),
        Typed.orNull("SPLIT_INDEX", KERNELS, "splitIndex", STRING, 3, STRING, STRING, BIGINT));
  }

  /// With a text that stands for NULL, or without.
  private static @Nullable Expression toArray(Invocation call) {
    String kernel = call.count() == 2 ? "split" : "splitMarked";
    return Simple.bind(call, KERNELS, kernel, TEXTS, 2, List.of(STRING, STRING, STRING));
  }
}
