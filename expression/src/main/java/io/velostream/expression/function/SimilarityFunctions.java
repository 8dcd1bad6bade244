package io.velostream.expression.function;

import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.expression.kernel.SimilarityKernels;
import java.util.List;

/// How alike texts are.
final class SimilarityFunctions {
  private static final Class<?> KERNELS = SimilarityKernels.class;

  private SimilarityFunctions() {}

  static List<Definition> definitions() {
    Definition levenshtein =
        Typed.of("LEVENSHTEIN", KERNELS, "levenshtein", INTEGER, STRING, STRING);
    return List.of(
        levenshtein,
        levenshtein.alias("EDIT_DISTANCE"),
        Typed.of("HAMMING", KERNELS, "hamming", INTEGER, STRING, STRING),
        Typed.of("SOUNDEX", KERNELS, "soundex", STRING, STRING));
  }
}
