package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.CollectionKernels;
import io.velostream.expression.kernel.DigestKernels;
import io.velostream.expression.kernel.TextKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Functions over text. CONCAT is NULL when an argument is, as `||` and as in Flink; CONCAT_WS
/// skips NULLs.
final class TextFunctions {
  private static final Class<?> KERNELS = TextKernels.class;

  private TextFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>(measures());
    all.addAll(parts());
    all.addAll(changes());
    all.addAll(joins());
    return all;
  }

  private static List<Definition> measures() {
    Definition length = Simple.of("CHAR_LENGTH", KERNELS, "charLength", BIGINT, STRING);
    Definition starts = Simple.of("STARTS_WITH", KERNELS, "startsWith", BOOLEAN, STRING, STRING);
    Definition ends = Simple.of("ENDS_WITH", KERNELS, "endsWith", BOOLEAN, STRING, STRING);
    Definition strpos =
        Definition.of("STRPOS", call -> call.count() == 2 ? position(call, 1, 0) : null);
    Definition position =
        Definition.of(
            "POSITION",
            call -> call.count() == 2 || call.count() == 3 ? position(call, 0, 1) : null);
    return List.of(
        length,
        length.alias("CHARACTER_LENGTH"),
        length.alias("LENGTH"),
        length.alias("LEN"),
        Simple.of("OCTET_LENGTH", KERNELS, "octetLength", BIGINT, STRING),
        Simple.of("BIT_LENGTH", KERNELS, "bitLength", BIGINT, STRING),
        starts,
        starts.alias("STARTSWITH"),
        ends,
        ends.alias("ENDSWITH"),
        Simple.of("CONTAINS", KERNELS, "contains", BOOLEAN, STRING, STRING),
        strpos,
        strpos.alias("INSTR"),
        position,
        position.alias("LOCATE"),
        Simple.of("ASCII", KERNELS, "ascii", BIGINT, STRING),
        Typed.of("UNICODE", KERNELS, "ascii", DataType.INTEGER, STRING),
        Simple.of("HASH", DigestKernels.class, "hash", BIGINT, STRING));
  }

  private static List<Definition> parts() {
    Definition substring =
        Simple.of("SUBSTRING", KERNELS, "substring", STRING, 2, STRING, BIGINT, BIGINT);
    return List.of(
        substring,
        substring.alias("SUBSTR"),
        Simple.of("LEFT", KERNELS, "left", STRING, STRING, BIGINT),
        Simple.of("RIGHT", KERNELS, "right", STRING, STRING, BIGINT),
        Simple.of("SPLIT_PART", KERNELS, "splitPart", STRING, STRING, STRING, BIGINT),
        trim("TRIM", "trim"),
        trim("BTRIM", "trim"),
        trim("LTRIM", "trimLeading"),
        trim("RTRIM", "trimTrailing"));
  }

  private static List<Definition> changes() {
    Definition chr = Simple.of("CHR", KERNELS, "chr", STRING, BIGINT);
    return List.of(
        Simple.of("UPPER", KERNELS, "upper", STRING, STRING),
        Simple.of("UCASE", KERNELS, "upper", STRING, STRING),
        Simple.of("LCASE", KERNELS, "lower", STRING, STRING),
        Simple.of("LOWER", KERNELS, "lower", STRING, STRING),
        Simple.of("INITCAP", KERNELS, "initcap", STRING, STRING),
        Definition.of("REVERSE", TextFunctions::reverse),
        Simple.of("REPLACE", KERNELS, "replace", STRING, STRING, STRING, STRING),
        Simple.of("REPEAT", KERNELS, "repeat", STRING, STRING, BIGINT),
        pad("LPAD", "padLeft"),
        pad("RPAD", "padRight"),
        Simple.of("OVERLAY", KERNELS, "overlay", STRING, 3, STRING, STRING, BIGINT, BIGINT),
        chr);
  }

  private static List<Definition> joins() {
    Definition concat = Definition.of("||", TextFunctions::concat);
    return List.of(
        concat,
        Definition.of("CONCAT", TextFunctions::concat),
        Definition.nullAware("CONCAT_WS", TextFunctions::concatWithSeparator));
  }

  /// The text without the blanks that pad a CHAR.
  static Expression withoutTrailingBlanks(Invocation call, Expression text) {
    return call.call(KERNELS, "trimTrailingBlanks", STRING, text);
  }

  private static @Nullable Expression position(Invocation call, int part, int text) {
    Expression a = Simple.as(call, call.argument(part), STRING);
    Expression b = Simple.as(call, call.argument(text), STRING);
    if (a == null || b == null) {
      return null;
    }
    return call.asResult(
        call.count() == 2
            ? call.call(KERNELS, "position", BIGINT, a, b)
            : call.call(KERNELS, "position", BIGINT, a, b, call.cast(call.argument(2), BIGINT)));
  }

  /// Of a text, or of an ARRAY.
  private static @Nullable Expression reverse(Invocation call) {
    return call.count() == 1 && call.type(0) instanceof DataType.Array
        ? ArrayEditFunctions.reverse(call)
        : Simple.bind(call, KERNELS, "reverse", STRING, 1, List.of(STRING));
  }

  /// `TRIM(text)`, `TRIM(text, characters)`, or as the SQL grammar has it `TRIM('BOTH' | 'LEADING'
  /// | 'TRAILING', characters, text)`.
  private static Definition trim(String name, String method) {
    return Definition.of(
        name,
        call -> {
          String where = call.count() == 3 ? call.literalText(0) : null;
          if (call.count() == 3 && where == null) {
            return null;
          }
          Expression text = Simple.as(call, call.argument(call.count() == 3 ? 2 : 0), STRING);
          Expression characters =
              call.count() == 1 ? Invocation.text(" ") : Simple.as(call, call.argument(1), STRING);
          if (text == null || characters == null) {
            return null;
          }
          String kernel =
              where == null
                  ? method
                  : switch (where.toUpperCase(Locale.ROOT)) {
                    case "LEADING" -> "trimLeading";
                    case "TRAILING" -> "trimTrailing";
                    default -> "trim";
                  };
          return call.asResult(call.call(KERNELS, kernel, STRING, text, characters));
        });
  }

  private static Definition pad(String name, String method) {
    return Definition.of(
        name,
        call -> {
          if (call.count() != 2 && call.count() != 3) {
            return null;
          }
          Expression text = Simple.as(call, call.argument(0), STRING);
          Expression length = Simple.as(call, call.argument(1), BIGINT);
          Expression fill =
              call.count() == 2 ? Invocation.text(" ") : Simple.as(call, call.argument(2), STRING);
          return text == null || length == null || fill == null
              ? null
              : call.asResult(call.call(KERNELS, method, STRING, text, length, fill));
        });
  }

  private static @Nullable Expression concat(Invocation call) {
    Expression joined = null;
    for (Expression argument : call.arguments()) {
      Expression text = Simple.as(call, argument, STRING);
      if (text == null) {
        return null;
      }
      joined = joined == null ? text : call.call(KERNELS, "concat", DataType.STRING, joined, text);
    }
    return joined == null ? null : call.asResult(joined);
  }

  /// Puts the separator before each text that is not NULL, and takes the first one off again.
  private static @Nullable Expression concatWithSeparator(Invocation call) {
    if (call.count() < 1) {
      return null;
    }
    Expression separator = Simple.as(call, call.argument(0), STRING);
    if (separator == null || separator.type() instanceof DataType.Null) {
      return new Literal(null, call.result());
    }
    Literal empty = Invocation.text("");
    Expression joined = null;
    for (Expression argument : call.arguments().subList(1, call.count())) {
      Expression piece = piece(call, separator, argument);
      if (piece == null) {
        return null;
      }
      Expression present = piece.nullable() ? new Coalesce(List.of(piece, empty), STRING) : piece;
      joined = joined == null ? present : call.call(KERNELS, "concat", STRING, joined, present);
    }
    Expression all = joined == null ? empty : joined;
    return call.asResult(call.call(KERNELS, "dropSeparator", STRING, all, separator));
  }

  /// A text behind the separator; each element of an ARRAY is one.
  private static @Nullable Expression piece(
      Invocation call, Expression separator, Expression argument) {
    if (argument.type() instanceof DataType.Array) {
      DataType texts = new DataType.Array(STRING);
      return Casts.exists(argument.type(), texts)
          ? call.call(
              CollectionKernels.class, "prefixed", STRING, call.cast(argument, texts), separator)
          : null;
    }
    Expression text = Simple.as(call, argument, STRING);
    return text == null ? null : call.call(KERNELS, "concat", STRING, separator, text);
  }
}
