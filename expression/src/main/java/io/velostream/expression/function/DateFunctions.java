package io.velostream.expression.function;

import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.kernel.DateNameKernels;
import io.velostream.expression.kernel.FormatKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names of days and months, conversions by the name of a type, and lenient reading.
final class DateFunctions {
  private static final Timestamp LOCAL_MICROS = new Timestamp(6, false);

  private DateFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Simple.of("DAYNAME", DateNameKernels.class, "dayName", STRING, DATE),
        Simple.of("MONTHNAME", DateNameKernels.class, "monthName", STRING, DATE),
        Definition.of("EPOCH_MS", call -> ZoneFunctions.sinceEpoch(call, 1_000)),
        Definition.of("EPOCH_US", call -> ZoneFunctions.sinceEpoch(call, 1)),
        Definition.of("DATE", call -> conversion(call, DATE)),
        Definition.of("TIMESTAMP", call -> conversion(call, LOCAL_MICROS)),
        Definition.of("ADD_MONTHS", DateFunctions::addMonths),
        Definition.of("TRY_TO_DATE", call -> lenient(call, "tryParseDate", DATE)),
        Definition.of("TRY_TO_TIMESTAMP", call -> lenient(call, "tryParse", LOCAL_MICROS)));
  }

  private static @Nullable Expression conversion(Invocation call, DataType type) {
    Expression value = call.count() == 1 ? Simple.as(call, call.argument(0), type) : null;
    return value == null ? null : call.asResult(value);
  }

  private static @Nullable Expression addMonths(Invocation call) {
    return call.count() == 2
        ? TemporalFunctions.add(
            new Invocation(
                call.name(),
                List.of(Invocation.text("MONTH"), call.argument(1), call.argument(0)),
                call.result(),
                call.position()))
        : null;
  }

  /// A time from text, NULL where it is none.
  private static @Nullable Expression lenient(Invocation call, String kernel, DataType type) {
    if (call.count() < 1 || call.count() > 2 || !ComparisonFunctions.isText(call.type(0))) {
      return null;
    }
    if (call.count() == 1) {
      return call.asResult(new Cast(call.argument(0), type, true, call.position()));
    }
    Expression pattern = ClockFunctions.pattern(call, call.argument(1));
    return pattern == null
        ? null
        : call.asResult(
            call.call(
                FormatKernels.class,
                kernel,
                type,
                ClockFunctions.text(call, call.argument(0)),
                pattern));
  }
}
