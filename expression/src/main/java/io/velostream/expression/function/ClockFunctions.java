package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Char;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.ClockKernels;
import io.velostream.expression.kernel.FieldKernels;
import io.velostream.expression.kernel.FormatKernels;
import io.velostream.expression.kernel.ZoneKernels;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The time of the current step, and dates and times as text or numbers. Patterns are those of
/// `java.time.format.DateTimeFormatter`.
final class ClockFunctions {
  private static final Class<?> KERNELS = FormatKernels.class;
  private static final Timestamp LOCAL_MICROS = new Timestamp(6, false);
  private static final Timestamp INSTANT_MICROS = new Timestamp(6, true);
  private static final String USUAL = "yyyy-MM-dd HH:mm:ss";

  private ClockFunctions() {}

  static List<Definition> definitions() {
    Definition now = Definition.of("CURRENT_TIMESTAMP", call -> current(call, true));
    Definition local = Definition.of("LOCALTIMESTAMP", call -> current(call, false));
    Definition format =
        Definition.of(
            "DATE_FORMAT",
            call -> call.count() == 2 ? format(call, call.argument(0), call.argument(1)) : null);
    return List.of(
        now,
        now.alias("NOW"),
        Definition.of("PROCTIME", ClockFunctions::processing),
        local,
        local.alias("CURRENT_DATE"),
        local.alias("CURRENT_TIME"),
        local.alias("LOCALTIME"),
        local.alias("CURRENT_DATETIME"),
        format,
        Definition.of("STRFTIME", call -> translated(call, TimeFormats::ofStrftime)),
        Definition.of("TO_TIMESTAMP", call -> parse(call, LOCAL_MICROS)),
        Definition.of("TO_DATE", call -> parse(call, DATE)),
        Definition.of("TO_TIMESTAMP_LTZ", ClockFunctions::instant),
        Definition.of("FROM_UNIXTIME", ClockFunctions::fromUnixTime),
        Definition.of("UNIX_TIMESTAMP", ClockFunctions::unixTimestamp));
  }

  /// The result type says which part is wanted.
  private static @Nullable Expression current(Invocation call, boolean instant) {
    if (call.count() > 1) {
      return null;
    }
    boolean asInstant = instant && call.result() instanceof Timestamp result && result.local();
    return call.asResult(
        asInstant
            ? call.call(ClockKernels.class, "now", INSTANT_MICROS)
            : call.call(ClockKernels.class, "localNow", LOCAL_MICROS));
  }

  private static @Nullable Expression processing(Invocation call) {
    return call.count() == 0
        ? call.asResult(call.call(ClockKernels.class, "processingTime", INSTANT_MICROS))
        : null;
  }

  /// A time by a constant format of another system.
  private static @Nullable Expression translated(Invocation call, UnaryOperator<String> words) {
    String form = call.count() == 2 ? call.literalText(1) : null;
    if (form == null) {
      return null;
    }
    try {
      return format(call, call.argument(0), Invocation.text(words.apply(form)));
    } catch (UserException e) {
      throw e.at(call.position());
    }
  }

  private static @Nullable Expression format(Invocation call, Expression time, Expression pattern) {
    Expression form = pattern(call, pattern);
    if (form == null) {
      return null;
    }
    Expression text =
        switch (time.type()) {
          case Timestamp timestamp when timestamp.local() ->
              call.call(KERNELS, "formatInstant", STRING, time, form);
          case Timestamp _, DataType.Time _ -> call.call(KERNELS, "format", STRING, time, form);
          case DataType.Date _, DataType.Char _, DataType.Varchar _ ->
              call.call(KERNELS, "format", STRING, call.cast(time, LOCAL_MICROS), form);
          default -> null;
        };
    return text == null ? null : call.asResult(text);
  }

  /// A pattern, looked at when it is a constant.
  static @Nullable Expression pattern(Invocation call, Expression pattern) {
    if (pattern instanceof Literal(Slice constant, DataType _)) {
      try {
        FormatKernels.check(constant.toText());
      } catch (UserException e) {
        throw e.at(call.position());
      }
    }
    return Simple.as(call, pattern, STRING);
  }

  /// Text to be read, without the blanks that pad a CHAR.
  static Expression text(Invocation call, Expression text) {
    return text.type() instanceof Char && !(text instanceof Literal)
        ? TextFunctions.withoutTrailingBlanks(call, text)
        : text;
  }

  private static @Nullable Expression parse(Invocation call, DataType plain) {
    if (call.count() != 1 && call.count() != 2) {
      return null;
    }
    Expression text = call.argument(0);
    if (call.count() == 1) {
      boolean known = ComparisonFunctions.isText(text.type()) || text.type() instanceof Timestamp;
      return known || text.type() instanceof DataType.Date
          ? call.asResult(call.cast(text, plain))
          : null;
    }
    String kernel = plain instanceof DataType.Date ? "parseDate" : "parse";
    Expression pattern = pattern(call, call.argument(1));
    return pattern == null || !ComparisonFunctions.isText(text.type())
        ? null
        : call.asResult(call.call(KERNELS, kernel, plain, text(call, text), pattern));
  }

  /// An instant from text: what a cast gives when there is no pattern.
  private static @Nullable Expression parseInstant(Invocation call) {
    Expression text = call.argument(0);
    if (call.count() == 1) {
      return call.cast(text, INSTANT_MICROS);
    }
    Expression pattern = pattern(call, call.argument(1));
    return pattern == null
        ? null
        : call.call(KERNELS, "parseInstant", INSTANT_MICROS, text(call, text), pattern);
  }

  private static @Nullable Expression instant(Invocation call) {
    if (call.count() == 3) {
      return instantInZone(call);
    }
    if (call.count() != 1 && call.count() != 2) {
      return null;
    }
    Expression value = call.argument(0);
    if (ComparisonFunctions.isText(value.type())) {
      Expression parsed = parseInstant(call);
      return parsed == null ? null : call.asResult(parsed);
    }
    Expression number = Simple.as(call, value, BIGINT);
    Expression precision =
        call.count() == 1 ? Invocation.number(3) : Simple.as(call, call.argument(1), BIGINT);
    return number == null || precision == null
        ? null
        : call.asResult(call.call(KERNELS, "fromEpoch", INSTANT_MICROS, number, precision));
  }

  /// TO_TIMESTAMP_LTZ(text, pattern, zone).
  private static @Nullable Expression instantInZone(Invocation call) {
    Expression pattern = pattern(call, call.argument(1));
    Expression zone = Simple.as(call, call.argument(2), STRING);
    if (pattern == null || zone == null || !ComparisonFunctions.isText(call.type(0))) {
      return null;
    }
    Expression local =
        call.call(KERNELS, "parse", LOCAL_MICROS, text(call, call.argument(0)), pattern);
    return call.asResult(call.call(ZoneKernels.class, "toInstant", INSTANT_MICROS, local, zone));
  }

  private static @Nullable Expression fromUnixTime(Invocation call) {
    if (call.count() != 1 && call.count() != 2) {
      return null;
    }
    Expression seconds = Simple.as(call, call.argument(0), BIGINT);
    if (seconds == null) {
      return null;
    }
    Expression instant =
        call.call(KERNELS, "fromEpoch", INSTANT_MICROS, seconds, Invocation.number(0));
    return format(call, instant, call.count() == 1 ? Invocation.text(USUAL) : call.argument(1));
  }

  private static @Nullable Expression unixTimestamp(Invocation call) {
    if (call.count() > 2) {
      return null;
    }
    @Nullable Expression instant;
    if (call.count() == 0) {
      instant = call.call(ClockKernels.class, "now", INSTANT_MICROS);
    } else if (ComparisonFunctions.isText(call.type(0))) {
      instant = parseInstant(call);
    } else {
      boolean known = call.count() == 1 && Casts.exists(call.type(0), INSTANT_MICROS);
      instant = known ? call.cast(call.argument(0), INSTANT_MICROS) : null;
    }
    if (instant == null) {
      return null;
    }
    return call.asResult(call.call(FieldKernels.class, "epoch", BIGINT, instant));
  }
}
