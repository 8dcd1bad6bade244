package io.velostream.expression.function;

import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.TemplateKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Dates and times as text and back by templates such as `YYYY-MM-DD`.
final class TemplateFunctions {
  private static final Class<?> KERNELS = TemplateKernels.class;
  private static final Timestamp LOCAL_MICROS = new Timestamp(6, false);

  private TemplateFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of("TO_CHAR", call -> print(call, "padded")),
        Definition.of("TEXT_BY_TEMPLATE", call -> print(call, "print")),
        Definition.of("STRPTIME", TemplateFunctions::strptime),
        Definition.of("DATE_BY_TEMPLATE", call -> read(call, "date", DATE)),
        Definition.of("TIME_BY_TEMPLATE", call -> read(call, "time", new Time(6))),
        Definition.of("TIMESTAMP_BY_TEMPLATE", call -> read(call, "timestamp", LOCAL_MICROS)));
  }

  private static @Nullable Expression print(Invocation call, String kernel) {
    Expression template = call.count() == 2 ? template(call, call.argument(1)) : null;
    if (template == null) {
      return null;
    }
    Expression time = call.argument(0);
    Expression local =
        switch (time.type()) {
          case Timestamp timestamp when timestamp.local() -> call.cast(time, LOCAL_MICROS);
          case Timestamp _, Time _ -> time;
          case DataType.Date _, DataType.Char _, DataType.Varchar _ ->
              call.cast(time, LOCAL_MICROS);
          default -> null;
        };
    return local == null
        ? null
        : call.asResult(call.call(KERNELS, kernel, STRING, local, template));
  }

  /// By a constant format of C.
  private static @Nullable Expression strptime(Invocation call) {
    String format = call.count() == 2 ? call.literalText(1) : null;
    if (format == null || !ComparisonFunctions.isText(call.type(0))) {
      return null;
    }
    try {
      return call.asResult(
          call.call(
              KERNELS,
              "timestamp",
              LOCAL_MICROS,
              ClockFunctions.text(call, call.argument(0)),
              Invocation.text(TimeFormats.ofStrptime(format))));
    } catch (UserException e) {
      throw e.at(call.position());
    }
  }

  private static @Nullable Expression read(Invocation call, String kernel, DataType type) {
    Expression template = call.count() == 2 ? template(call, call.argument(1)) : null;
    return template == null || !ComparisonFunctions.isText(call.type(0))
        ? null
        : call.asResult(
            call.call(
                KERNELS, kernel, type, ClockFunctions.text(call, call.argument(0)), template));
  }

  /// A template, looked at when it is a constant.
  private static @Nullable Expression template(Invocation call, Expression template) {
    if (template instanceof Literal(Slice constant, DataType _)) {
      try {
        TemplateKernels.check(constant.toText());
      } catch (UserException e) {
        throw e.at(call.position());
      }
    }
    return Simple.as(call, template, STRING);
  }
}
