package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.kernel.SplitKernels;
import java.util.List;

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
        split.alias("STRING_TO_ARRAY"),
        Typed.of("SUBSTRING_INDEX", KERNELS, "substringIndex", STRING, STRING, STRING, BIGINT),
        Typed.orNull("SPLIT_INDEX", KERNELS, "splitIndex", STRING, 3, STRING, STRING, BIGINT));
  }
}
