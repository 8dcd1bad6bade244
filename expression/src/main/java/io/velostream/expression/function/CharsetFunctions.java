package io.velostream.expression.function;

import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.CharsetKernels;
import io.velostream.expression.kernel.EncodingKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// ENCODE and DECODE: character sets as in Flink, hexadecimal and Base64 as in PostgreSQL, and the
/// choice among values that other systems call DECODE too.
final class CharsetFunctions {
  private static final DataType BYTES = new DataType.Varbinary();

  private CharsetFunctions() {}

  static @Nullable Expression encode(Invocation call) {
    if (call.count() != 2) {
      return null;
    }
    Expression value = Simple.as(call, call.argument(0), BYTES);
    Expression format = Simple.as(call, call.argument(1), STRING);
    if (value == null || format == null) {
      return null;
    }
    return switch (word(call)) {
      case "HEX" -> text(call, "hex", value);
      case "BASE64" -> text(call, "toBase64", value);
      default -> call.call(CharsetKernels.class, "encode", BYTES, value, format);
    };
  }

  private static Expression text(Invocation call, String kernel, Expression value) {
    return call.call(EncodingKernels.class, kernel, STRING, value);
  }

  static @Nullable Expression decode(Invocation call) {
    if (call.count() > 2) {
      return choice(call);
    }
    Expression value = call.count() < 2 ? null : Simple.as(call, call.argument(0), BYTES);
    Expression format = value == null ? null : Simple.as(call, call.argument(1), STRING);
    if (value == null || format == null) {
      return null;
    }
    if (value.type() instanceof DataType.Null || format.type() instanceof DataType.Null) {
      return new Literal(null, call.result());
    }
    return switch (word(call)) {
      case "HEX" -> call.call(EncodingKernels.class, "unhex", BYTES, value);
      case "BASE64" -> call.call(EncodingKernels.class, "fromBase64", BYTES, value);
      default -> call.call(CharsetKernels.class, "decode", STRING, value, format);
    };
  }

  private static String word(Invocation call) {
    String word = call.literalText(1);
    return word == null ? "" : word.toUpperCase(Locale.ROOT);
  }

  /// `DECODE(x, a, r, ... [, otherwise])`: the r behind the a that equals x, where NULL equals
  /// NULL.
  private static @Nullable Expression choice(Invocation call) {
    List<Case.Branch> branches = new ArrayList<>();
    int pair = 1;
    for (; pair + 1 < call.count(); pair += 2) {
      Expression equal = same(call, call.argument(0), call.argument(pair));
      if (equal == null || !Casts.exists(call.type(pair + 1), call.result())) {
        return null;
      }
      branches.add(new Case.Branch(equal, call.cast(call.argument(pair + 1), call.result())));
    }
    boolean otherwise = pair < call.count();
    if (otherwise && !Casts.exists(call.type(pair), call.result())) {
      return null;
    }
    Expression last =
        otherwise
            ? call.cast(call.argument(pair), call.result())
            : new Literal(null, call.result());
    return new Case(branches, last, call.result());
  }

  private static @Nullable Expression same(Invocation call, Expression a, Expression b) {
    Invocation comparison =
        new Invocation("IS DISTINCT FROM", List.of(a, b), DataType.BOOLEAN, call.position());
    Expression same = ComparisonFunctions.notDistinct(comparison);
    return same == null ? null : comparison.asResult(same);
  }
}
