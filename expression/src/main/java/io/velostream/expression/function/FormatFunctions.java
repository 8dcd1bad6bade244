package io.velostream.expression.function;

import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.FormatTextKernels;
import io.velostream.expression.kernel.IntervalTextKernels;
import io.velostream.expression.kernel.TranslateKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts made from values by a format, and characters exchanged.
final class FormatFunctions {
  private FormatFunctions() {}

  static List<Definition> definitions() {
    Definition format = Definition.nullAware("FORMAT", FormatFunctions::format);
    return List.of(
        format,
        format.alias("PRINTF"),
        Simple.of(
            "$INTERVAL_WITH_UNIT", IntervalTextKernels.class, "withUnit", STRING, STRING, STRING),
        Simple.of("TRANSLATE", TranslateKernels.class, "translate", STRING, STRING, STRING, STRING),
        Simple.of(
            "TRANSLATE3", TranslateKernels.class, "translate", STRING, STRING, STRING, STRING));
  }

  /// The arguments become texts first; the kernel reads numbers from them where the format says.
  private static @Nullable Expression format(Invocation call) {
    if (call.count() == 0) {
      return null;
    }
    Expression format = Simple.as(call, call.argument(0), STRING);
    if (format == null || format.type() instanceof DataType.Null) {
      return format == null ? null : new Literal(null, call.result());
    }
    List<Expression> texts = new ArrayList<>();
    for (Expression argument : call.arguments().subList(1, call.count())) {
      if (!Casts.exists(argument.type(), STRING)) {
        return null;
      }
      texts.add(call.cast(argument, STRING));
    }
    Expression values =
        NestedFunctions.array(
            new Invocation("ARRAY", texts, new DataType.Array(STRING), call.position()));
    return values == null
        ? null
        : call.asResult(call.call(FormatTextKernels.class, "format", STRING, format, values));
  }
}
