package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.kernel.LikenessKernels;
import io.velostream.expression.kernel.SimilarityKernels;
import io.velostream.expression.kernel.TextKernels;
import io.velostream.expression.kernel.UnicodeKernels;
import java.util.List;

/// How alike texts are, and what makes them so.
final class SimilarityFunctions {
  private static final Class<?> KERNELS = SimilarityKernels.class;

  private SimilarityFunctions() {}

  static List<Definition> definitions() {
    Definition levenshtein =
        Typed.of("LEVENSHTEIN", KERNELS, "levenshtein", INTEGER, STRING, STRING);
    Definition hamming = Typed.of("HAMMING", KERNELS, "hamming", INTEGER, STRING, STRING);
    Definition normalize =
        Typed.of("NORMALIZE", UnicodeKernels.class, "normalize", STRING, 1, STRING, STRING);
    return List.of(
        levenshtein,
        levenshtein.alias("EDIT_DISTANCE"),
        hamming,
        hamming.alias("MISMATCHES"),
        Typed.orNull("CHAR", TextKernels.class, "characterOf", STRING, 1, BIGINT),
        Typed.of("STRCMP", TextKernels.class, "order", INTEGER, STRING, STRING),
        Typed.of("SOUNDEX", KERNELS, "soundex", STRING, STRING),
        likeness("JARO_SIMILARITY", "jaro", DOUBLE),
        likeness("JARO_WINKLER_SIMILARITY", "jaroWinkler", DOUBLE),
        likeness("JACCARD", "jaccard", DOUBLE),
        likeness("DAMERAU_LEVENSHTEIN", "damerauLevenshtein", INTEGER),
        normalize,
        Typed.of("STRIP_ACCENTS", UnicodeKernels.class, "stripAccents", STRING, STRING));
  }

  private static Definition likeness(String name, String kernel, DataType result) {
    return Typed.of(name, LikenessKernels.class, kernel, result, STRING, STRING);
  }
}
