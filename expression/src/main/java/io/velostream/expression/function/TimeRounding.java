package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.TemporalCastKernels;
import io.velostream.expression.kernel.TimeRoundingKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// FLOOR and CEIL of dates and times to a unit, and DATE_TRUNC. Weeks start on Monday. Instants go
/// by the wall clock of the session's zone.
final class TimeRounding {
  private static final Class<?> KERNELS = TimeRoundingKernels.class;

  /// Months from January of the year 0 to where centuries and millennia start.
  private static final int FIRST_YEAR = 12;

  private TimeRounding() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            "DATE_TRUNC",
            "DATE_TRUNC('unit', time)",
            "The start of the unit that a time is in.",
            call -> bind(call, "floor")));
  }

  /// A call with the unit, as a text constant, before the time.
  ///
  /// @param kernel `floor` or `ceiling`
  static @Nullable Expression bind(Invocation call, String kernel) {
    String name = call.count() == 2 ? call.literalText(0) : null;
    if (name == null) {
      return null;
    }
    TimeUnit unit = TimeUnit.of(name, call.position());
    Expression time = call.argument(1);
    @Nullable Expression rounded =
        switch (time.type()) {
          case DataType.Date _ -> isBelowDay(unit) ? time : days(call, kernel, unit, time);
          case Timestamp timestamp ->
              isBelowDay(unit)
                  ? micros(call, kernel, unit, time, timestamp)
                  : timestamp(call, kernel, unit, time, timestamp);
          case Time type -> time(call, kernel, unit, time, type);
          default -> null;
        };
    return rounded == null ? null : call.asResult(rounded);
  }

  private static boolean isBelowDay(TimeUnit unit) {
    return switch (unit) {
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> true;
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY, ISOYEAR, DOY, DOW, ISODOW,
          EPOCH ->
          false;
    };
  }

  private static @Nullable Expression days(
      Invocation call, String kernel, TimeUnit unit, Expression days) {
    return switch (unit) {
      case MILLENNIUM, CENTURY -> months(call, kernel, unit, days, FIRST_YEAR);
      case DECADE, YEAR, QUARTER, MONTH -> months(call, kernel, unit, days, 0);
      case WEEK -> call.call(KERNELS, kernel + "Weeks", DataType.DATE, days);
      case ISOYEAR -> call.call(KERNELS, kernel + "IsoYears", DataType.DATE, days);
      case DAY -> days;
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND, DOY, DOW, ISODOW, EPOCH ->
          null;
    };
  }

  private static Expression months(
      Invocation call, String kernel, TimeUnit unit, Expression days, int origin) {
    return call.call(
        KERNELS,
        kernel + "Months",
        DataType.DATE,
        days,
        Invocation.number(unit.months),
        Invocation.number(origin));
  }

  /// By way of the day that the timestamp is in, or the next one when it is rounded up.
  private static @Nullable Expression timestamp(
      Invocation call, String kernel, TimeUnit unit, Expression time, Timestamp type) {
    Expression local = call.cast(time, new Timestamp(type.precision(), false));
    Expression day =
        kernel.equals("floor")
            ? call.call(TemporalCastKernels.class, "toDate", DataType.DATE, local)
            : call.call(KERNELS, "ceilingDate", DataType.DATE, local);
    Expression days = days(call, kernel, unit, day);
    return days == null ? null : call.cast(days, type);
  }

  private static Expression micros(
      Invocation call, String kernel, TimeUnit unit, Expression time, Timestamp type) {
    if (isFiner(unit, type.precision())) {
      return time;
    }
    String method = type.local() ? kernel + "Instant" : kernel;
    return call.call(KERNELS, method, type, time, Invocation.number(unit.micros));
  }

  private static @Nullable Expression time(
      Invocation call, String kernel, TimeUnit unit, Expression time, Time type) {
    if (!isBelowDay(unit)) {
      return null;
    }
    if (isFiner(unit, type.precision())) {
      return time;
    }
    String method = kernel.equals("floor") ? kernel : "ceilingTime";
    return call.call(KERNELS, method, type, time, Invocation.number(unit.micros));
  }

  /// Whether a time of so many fraction digits is always at the start of such a unit.
  private static boolean isFiner(TimeUnit unit, int precision) {
    return switch (unit) {
      case SECOND -> precision == 0;
      case MILLISECOND -> precision <= 3;
      case MICROSECOND, NANOSECOND -> true;
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, ISOYEAR, DOY,
          DOW, ISODOW, EPOCH ->
          false;
    };
  }
}
