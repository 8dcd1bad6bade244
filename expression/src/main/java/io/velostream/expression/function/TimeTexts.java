package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Char;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.CalendarKernels;
import io.velostream.expression.kernel.ClockKernels;
import io.velostream.expression.kernel.FormatKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Dates and times to and from text in a given format, and to and from seconds since the epoch.
/// Without a format these functions read and write what CAST does.
final class TimeTexts {
  private static final Class<?> FORMATS = FormatKernels.class;
  private static final Timestamp LOCAL = new Timestamp(6, false);
  private static final Timestamp INSTANT = new Timestamp(6, true);
  private static final Timestamp SECONDS = new Timestamp(0, true);

  private TimeTexts() {}

  static List<Definition> definitions() {
    Definition format =
        Definition.of(
            "DATE_FORMAT",
            "DATE_FORMAT(time, format)",
            "The time as text, in a format like 'yyyy-MM-dd HH:mm:ss'.",
            call -> call.count() == 2 ? print(call, call.argument(0)) : null);
    return List.of(
        format,
        format.alias("TO_CHAR"),
        Definition.of(
            "TO_DATE",
            "TO_DATE(text [, format])",
            "The date that a text names.",
            call -> parse(call, "toDate", DataType.DATE)),
        Definition.of(
            "TO_TIMESTAMP",
            "TO_TIMESTAMP(text [, format])",
            "The timestamp that a text names.",
            call -> parse(call, "toTimestamp", LOCAL)),
        Definition.of(
            "TO_TIMESTAMP_LTZ",
            "TO_TIMESTAMP_LTZ(count [, precision]), TO_TIMESTAMP_LTZ(text [, format])",
            "The instant so many seconds (precision 0), milliseconds (3) or microseconds (6) after"
                + " 1970, or that a text names.",
            call ->
                call.count() > 0 && call.type(0) instanceof Integral
                    ? instant(call)
                    : parse(call, "toInstant", INSTANT)),
        Definition.of(
            "FROM_UNIXTIME",
            "FROM_UNIXTIME(seconds [, format])",
            "The instant so many seconds after 1970 as text, in the session's zone.",
            TimeTexts::fromSeconds),
        Definition.of(
            "UNIX_TIMESTAMP",
            "UNIX_TIMESTAMP([time]), UNIX_TIMESTAMP(text [, format])",
            "Seconds from 1970 to now, or to a time in the session's zone.",
            TimeTexts::toSeconds));
  }

  private static @Nullable Expression print(Invocation call, Expression value) {
    Expression format = format(call);
    if (format == null) {
      return null;
    }
    Expression time =
        value.type() instanceof DataType.Date || ComparisonFunctions.isText(value.type())
            ? call.cast(value, LOCAL)
            : value;
    if (!(time.type() instanceof Timestamp timestamp)) {
      return null;
    }
    String kernel = timestamp.local() ? "printInstant" : "print";
    return call.asResult(call.call(FORMATS, kernel, DataType.STRING, time, format));
  }

  private static @Nullable Expression parse(Invocation call, String kernel, DataType type) {
    if (call.count() == 0 || call.count() > 2 || !ComparisonFunctions.isText(call.type(0))) {
      return null;
    }
    if (call.count() == 1) {
      return call.asResult(call.cast(call.argument(0), type));
    }
    Expression format = format(call);
    return format == null
        ? null
        : call.asResult(call.call(FORMATS, kernel, type, text(call, 0), format));
  }

  /// The second argument, checked when it is a constant.
  private static @Nullable Expression format(Invocation call) {
    String constant = call.literalText(1);
    if (constant != null) {
      try {
        FormatKernels.check(constant);
      } catch (UserException e) {
        throw e.at(call.position());
      }
    }
    return ComparisonFunctions.isText(call.type(1)) ? text(call, 1) : null;
  }

  private static Expression text(Invocation call, int index) {
    Expression text = call.argument(index);
    return text.type() instanceof Char && !(text instanceof Literal)
        ? TextFunctions.withoutTrailingBlanks(call, text)
        : text;
  }

  private static @Nullable Expression instant(Invocation call) {
    int precision = 3;
    if (call.count() == 2) {
      if (!(call.argument(1) instanceof Literal(Long digits, DataType _))
          || digits < 0
          || digits > Timestamp.MAX_PRECISION) {
        return null;
      }
      precision = digits.intValue();
    }
    return call.count() > 2 ? null : call.asResult(instant(call, precision));
  }

  /// The first argument as a count of the last digit of that precision.
  private static Expression instant(Invocation call, int precision) {
    return call.call(
        ClockKernels.class,
        "instant",
        new Timestamp(precision, true),
        call.argument(0),
        TemporalCasts.unit(precision));
  }

  private static @Nullable Expression fromSeconds(Invocation call) {
    if (call.count() == 0 || call.count() > 2 || !(call.type(0) instanceof Integral)) {
      return null;
    }
    Expression instant = instant(call, 0);
    return call.count() == 2
        ? print(call, instant)
        : call.asResult(call.cast(instant, DataType.STRING));
  }

  private static @Nullable Expression toSeconds(Invocation call) {
    if (call.count() == 0) {
      return call.asResult(call.call(ClockKernels.class, "nowSeconds", DataType.BIGINT));
    }
    boolean text = ComparisonFunctions.isText(call.type(0));
    @Nullable Expression instant =
        switch (call.count()) {
          case 1 ->
              text || call.type(0) instanceof DataType.Date || call.type(0) instanceof Timestamp
                  ? call.cast(call.argument(0), SECONDS)
                  : null;
          case 2 -> {
            Expression format = format(call);
            yield text && format != null
                ? call.call(FORMATS, "toInstant", INSTANT, text(call, 0), format)
                : null;
          }
          default -> null;
        };
    return instant == null
        ? null
        : call.asResult(
            call.call(CalendarKernels.class, "epochSeconds", DataType.BIGINT, instant));
  }
}
