package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.RegexKernels;
import java.util.List;

/// Regular expressions. The last argument of each may be flags.
final class RegexFunctions {
  private static final Class<?> KERNELS = RegexKernels.class;
  private static final DataType TEXTS = new DataType.Array(STRING);

  private RegexFunctions() {}

  static List<Definition> definitions() {
    Definition like = Typed.of("REGEXP_LIKE", KERNELS, "like", BOOLEAN, 2, STRING, STRING, STRING);
    Definition extract =
        Typed.orNull(
            "REGEXP_EXTRACT", KERNELS, "extract", STRING, 2, STRING, STRING, BIGINT, STRING);
    Definition all =
        Typed.of(
            "REGEXP_EXTRACT_ALL", KERNELS, "extractAll", TEXTS, 2, STRING, STRING, BIGINT, STRING);
    Definition split = Typed.of("REGEXP_SPLIT", KERNELS, "split", TEXTS, 2, STRING, STRING, STRING);
    // The signs ~ and ~* are called so.
    Definition exact =
        Simple.of("POSIX REGEX CASE SENSITIVE", KERNELS, "like", BOOLEAN, STRING, STRING);
    Definition anyCase =
        Simple.of("POSIX REGEX CASE INSENSITIVE", KERNELS, "likeAnyCase", BOOLEAN, STRING, STRING);
    return List.of(
        like,
        like.alias("REGEXP"),
        like.alias("REGEXP_MATCHES"),
        Simple.of("RLIKE", KERNELS, "like", BOOLEAN, STRING, STRING),
        exact,
        negated(exact),
        anyCase,
        negated(anyCase),
        Typed.of("REGEXP_FULL_MATCH", KERNELS, "fullMatch", BOOLEAN, 2, STRING, STRING, STRING),
        Typed.of("REGEXP_REPLACE", KERNELS, "replace", STRING, 2, STRING, STRING, STRING, STRING),
        Typed.of(
            "$REGEXP_REPLACE_FIRST",
            KERNELS,
            "replaceFirst",
            STRING,
            STRING,
            STRING,
            STRING,
            STRING),
        extract,
        Typed.orNull("REGEXP_SUBSTR", KERNELS, "extract", STRING, 2, STRING, STRING),
        Typed.orNull("REGEXP_FIND", KERNELS, "find", STRING, 4, STRING, STRING, BIGINT, BIGINT),
        Typed.of(
            "REGEXP_FIND_POSITION",
            KERNELS,
            "findPosition",
            BIGINT,
            5,
            STRING,
            STRING,
            BIGINT,
            BIGINT,
            BIGINT),
        all,
        Typed.of("REGEXP_COUNT", KERNELS, "count", INTEGER, 2, STRING, STRING, STRING),
        Typed.of("REGEXP_INSTR", KERNELS, "position", INTEGER, 2, STRING, STRING, STRING),
        split,
        split.alias("REGEXP_SPLIT_TO_ARRAY"),
        split.alias("STRING_SPLIT_REGEX"),
        Typed.of("REGEXP_ESCAPE", KERNELS, "escape", STRING, STRING));
  }

  private static Definition negated(Definition question) {
    return Definition.of(
        "NEGATED " + question.name(),
        call -> {
          Expression answer = question.binder().bind(call);
          return answer == null ? null : new Expression.Not(answer);
        });
  }
}
