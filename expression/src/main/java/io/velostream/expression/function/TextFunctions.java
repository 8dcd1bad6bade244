package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Literal;
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
    Definition length =
        Simple.of(
            "CHAR_LENGTH(text)", "Number of characters.", KERNELS, "charLength", BIGINT, STRING);
    Definition starts =
        Simple.of(
            "STARTS_WITH(text, part)",
            "Whether the text starts with the part.",
            KERNELS,
            "startsWith",
            BOOLEAN,
            STRING,
            STRING);
    Definition ends =
        Simple.of(
            "ENDS_WITH(text, part)",
            "Whether the text ends with the part.",
            KERNELS,
            "endsWith",
            BOOLEAN,
            STRING,
            STRING);
    Definition strpos =
        Definition.of(
            "STRPOS",
            "STRPOS(text, part)",
            "Position of the first occurrence of the part, from 1, or 0.",
            call -> call.count() == 2 ? position(call, 1, 0) : null);
    Definition position =
        Definition.of(
            "POSITION",
            "POSITION(part IN text)",
            "Position of the first occurrence of the part, from 1, or 0.",
            call -> call.count() == 2 || call.count() == 3 ? position(call, 0, 1) : null);
    return List.of(
        length,
        length.alias("CHARACTER_LENGTH"),
        length.alias("LENGTH"),
        Simple.of("OCTET_LENGTH(text)", "Number of bytes.", KERNELS, "octetLength", BIGINT, STRING),
        Simple.of("BIT_LENGTH(text)", "Number of bits.", KERNELS, "bitLength", BIGINT, STRING),
        starts,
        starts.alias("STARTSWITH"),
        ends,
        ends.alias("ENDSWITH"),
        Simple.of(
            "CONTAINS(text, part)",
            "Whether the text contains the part.",
            KERNELS,
            "contains",
            BOOLEAN,
            STRING,
            STRING),
        strpos,
        strpos.alias("INSTR"),
        position,
        position.alias("LOCATE"),
        Simple.of(
            "ASCII(text)",
            "Code point of the first character, 0 for the empty text.",
            KERNELS,
            "ascii",
            BIGINT,
            STRING),
        Simple.of(
            "HASH(text)", "A stable 64-bit hash.", DigestKernels.class, "hash", BIGINT, STRING));
  }

  private static List<Definition> parts() {
    Definition substring =
        Simple.of(
            "SUBSTRING(text, from [, length])",
            "The characters from a position on, counted from 1, or from the end when negative, as"
                + " many as asked for.",
            KERNELS,
            "substring",
            STRING,
            2,
            STRING,
            BIGINT,
            BIGINT);
    return List.of(
        substring,
        substring.alias("SUBSTR"),
        Simple.of(
            "LEFT(text, count)",
            "The first characters; a negative count leaves out the last ones.",
            KERNELS,
            "left",
            STRING,
            STRING,
            BIGINT),
        Simple.of(
            "RIGHT(text, count)",
            "The last characters; a negative count leaves out the first ones.",
            KERNELS,
            "right",
            STRING,
            STRING,
            BIGINT),
        Simple.of(
            "SPLIT_PART(text, separator, index)",
            "The part at an index, counted from 1, or from the end when negative.",
            KERNELS,
            "splitPart",
            STRING,
            STRING,
            STRING,
            BIGINT),
        trim("TRIM", "trim", "Without characters (default: blanks) at both ends."),
        trim("BTRIM", "trim", "Without characters (default: blanks) at both ends."),
        trim("LTRIM", "trimLeading", "Without characters (default: blanks) at the start."),
        trim("RTRIM", "trimTrailing", "Without characters (default: blanks) at the end."));
  }

  private static List<Definition> changes() {
    Definition chr =
        Simple.of("CHR(code)", "The character of a code point.", KERNELS, "chr", STRING, BIGINT);
    return List.of(
        Simple.of("UPPER(text)", "The text in capital letters.", KERNELS, "upper", STRING, STRING),
        Simple.of("LOWER(text)", "The text in small letters.", KERNELS, "lower", STRING, STRING),
        Simple.of("INITCAP(text)", "Each word with a capital.", KERNELS, "initcap", STRING, STRING),
        Simple.of(
            "REVERSE(text)", "Characters in opposite order.", KERNELS, "reverse", STRING, STRING),
        Simple.of(
            "REPLACE(text, part, by)",
            "Every occurrence of the part replaced.",
            KERNELS,
            "replace",
            STRING,
            STRING,
            STRING,
            STRING),
        Simple.of(
            "REPEAT(text, count)", "So many copies.", KERNELS, "repeat", STRING, STRING, BIGINT),
        pad("LPAD", "padLeft", "Cut or filled in front to a length."),
        pad("RPAD", "padRight", "Cut or filled at the end to a length."),
        Simple.of(
            "OVERLAY(text PLACING by FROM from [FOR length])",
            "Characters from a position on replaced.",
            KERNELS,
            "overlay",
            STRING,
            3,
            STRING,
            STRING,
            BIGINT,
            BIGINT),
        chr,
        chr.alias("CHAR"));
  }

  private static List<Definition> joins() {
    Definition concat =
        Definition.of("||", "a || b", "Both, one after the other.", TextFunctions::concat);
    return List.of(
        concat,
        Definition.of(
            "CONCAT",
            "CONCAT(text, ...)",
            "All, one after the other; NULL when one is NULL.",
            TextFunctions::concat),
        Definition.nullAware(
            "CONCAT_WS",
            "CONCAT_WS(separator, text, ...)",
            "All that are not NULL, with a separator between them.",
            TextFunctions::concatWithSeparator));
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

  /// `TRIM(text)`, `TRIM(text, characters)`, or as the SQL grammar has it `TRIM('BOTH' | 'LEADING'
  /// | 'TRAILING', characters, text)`.
  private static Definition trim(String name, String method, String summary) {
    return Definition.of(
        name,
        name + "(text [, characters])",
        summary,
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

  private static Definition pad(String name, String method, String summary) {
    return Definition.of(
        name,
        name + "(text, length [, fill])",
        summary,
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
    if (call.count() < 2) {
      return null;
    }
    Expression separator = Simple.as(call, call.argument(0), STRING);
    if (separator == null || separator.type() instanceof DataType.Null) {
      return new Literal(null, call.result());
    }
    Literal empty = Invocation.text("");
    Expression joined = null;
    for (Expression argument : call.arguments().subList(1, call.count())) {
      Expression text = Simple.as(call, argument, STRING);
      if (text == null) {
        return null;
      }
      Expression piece = call.call(KERNELS, "concat", STRING, separator, text);
      Expression present = piece.nullable() ? new Coalesce(List.of(piece, empty), STRING) : piece;
      joined = joined == null ? present : call.call(KERNELS, "concat", STRING, joined, present);
    }
    Expression all = joined == null ? empty : joined;
    return call.asResult(call.call(KERNELS, "dropSeparator", STRING, all, separator));
  }
}
