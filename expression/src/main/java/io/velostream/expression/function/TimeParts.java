package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.CalendarKernels;
import io.velostream.expression.kernel.IntegerKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// EXTRACT and the functions that are named after a part of a date.
///
/// Seconds are whole; MILLISECOND and MICROSECOND count from the start of the minute, as in
/// PostgreSQL. DOW and DAYOFWEEK are 1 for Sunday, as in Flink, WEEK is the week of ISO 8601. An
/// instant has the parts that the wall clock of the session's zone shows; EPOCH is the same
/// everywhere.
final class TimeParts {
  private static final Class<?> KERNELS = CalendarKernels.class;
  private static final Timestamp MICROS = new Timestamp(6, false);
  private static final long UNBOUNDED = Long.MAX_VALUE;

  /// Kernels that take the year, month and day.
  private static final Map<TimeUnit, String> OF_DATE =
      Map.of(
          TimeUnit.MILLENNIUM, "millennium",
          TimeUnit.CENTURY, "century",
          TimeUnit.DECADE, "decade",
          TimeUnit.YEAR, "year",
          TimeUnit.QUARTER, "quarter",
          TimeUnit.MONTH, "month",
          TimeUnit.DAY, "dayOfMonth");

  /// Kernels that take the days since the epoch.
  private static final Map<TimeUnit, String> OF_DAYS =
      Map.of(
          TimeUnit.ISOYEAR, "isoYear",
          TimeUnit.WEEK, "isoWeek",
          TimeUnit.DOY, "dayOfYear",
          TimeUnit.DOW, "dayOfWeek",
          TimeUnit.ISODOW, "isoDayOfWeek");

  private TimeParts() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    Definition extract =
        Definition.of(
            "EXTRACT",
            "EXTRACT(unit FROM time)",
            "A part of a date, a time or an interval, as a whole number.",
            TimeParts::extract);
    all.add(extract);
    all.add(
        new Definition(
            new FunctionDescription(
                "DATE_PART",
                "DATE_PART(unit, time)",
                "A part of a date, a time or an interval, as a whole number."),
            true,
            extract.binder()));
    all.add(part("YEAR", "The year.", TimeUnit.YEAR));
    all.add(part("QUARTER", "The quarter, 1 to 4.", TimeUnit.QUARTER));
    all.add(part("MONTH", "The month, 1 to 12.", TimeUnit.MONTH));
    all.add(part("WEEK", "The week of ISO 8601, 1 to 53.", TimeUnit.WEEK));
    all.add(part("DAYOFYEAR", "The day of the year, 1 to 366.", TimeUnit.DOY));
    all.add(part("DAYOFMONTH", "The day of the month, 1 to 31.", TimeUnit.DAY));
    all.add(part("DAYOFWEEK", "The day of the week, 1 is Sunday.", TimeUnit.DOW));
    all.add(part("DAY", "The day of the month, 1 to 31.", TimeUnit.DAY));
    all.add(part("HOUR", "The hour, 0 to 23.", TimeUnit.HOUR));
    all.add(part("MINUTE", "The minute, 0 to 59.", TimeUnit.MINUTE));
    all.add(part("SECOND", "The second, 0 to 59.", TimeUnit.SECOND));
    return all;
  }

  private static Definition part(String name, String summary, TimeUnit unit) {
    return Definition.of(
        name,
        name + "(time)",
        summary,
        call -> call.count() == 1 ? part(call, unit, call.argument(0)) : null);
  }

  private static @Nullable Expression extract(Invocation call) {
    String unit = call.count() == 2 ? call.literalText(0) : null;
    return unit == null ? null : part(call, TimeUnit.of(unit, call.position()), call.argument(1));
  }

  private static @Nullable Expression part(Invocation call, TimeUnit unit, Expression time) {
    @Nullable Expression part =
        switch (time.type()) {
          case DataType.Date _, Timestamp _ ->
              unit == TimeUnit.EPOCH ? epoch(call, time) : ofPoint(call, unit, time);
          case Time _ -> ofMicros(call, unit, time, UNBOUNDED);
          case Interval(Interval.Family family) ->
              switch (family) {
                case YEAR_MONTH -> ofMonths(call, unit, time);
                case DAY_TIME -> ofMicros(call, unit, time, 24);
              };
          default -> null;
        };
    return part == null ? null : call.asResult(part);
  }

  private static Expression epoch(Invocation call, Expression time) {
    Expression micros = time.type() instanceof DataType.Date ? call.cast(time, MICROS) : time;
    return call.call(KERNELS, "epochSeconds", DataType.BIGINT, micros);
  }

  private static @Nullable Expression ofPoint(Invocation call, TimeUnit unit, Expression time) {
    String ofDate = OF_DATE.get(unit);
    if (ofDate != null) {
      Expression date =
          call.call(KERNELS, "date", DataType.BIGINT, call.cast(time, DataType.DATE));
      return call.call(KERNELS, ofDate, DataType.BIGINT, date);
    }
    String ofDays = OF_DAYS.get(unit);
    if (ofDays != null) {
      return call.call(KERNELS, ofDays, DataType.BIGINT, call.cast(time, DataType.DATE));
    }
    Expression point = time.type() instanceof DataType.Date ? call.cast(time, MICROS) : time;
    return ofMicros(call, unit, call.cast(point, new Time(6)), UNBOUNDED);
  }

  /// A part of a time of day, or of an interval that can have more hours than a day.
  private static @Nullable Expression ofMicros(
      Invocation call, TimeUnit unit, Expression micros, long hours) {
    return switch (unit) {
      case DAY ->
          micros.type() instanceof Interval ? part(call, micros, unit.micros, UNBOUNDED) : null;
      case HOUR -> part(call, micros, unit.micros, hours);
      case MINUTE, SECOND -> part(call, micros, unit.micros, 60);
      case MILLISECOND, MICROSECOND ->
          part(call, micros, unit.micros, TimeUnit.MINUTE.micros / unit.micros);
      case NANOSECOND ->
          call.call(
              IntegerKernels.class,
              "multiplySmall",
              DataType.BIGINT,
              part(call, micros, 1, TimeUnit.MINUTE.micros),
              Invocation.number(1000));
      case EPOCH -> part(call, micros, TimeUnit.SECOND.micros, UNBOUNDED);
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, ISOYEAR, DOY, DOW, ISODOW ->
          null;
    };
  }

  private static @Nullable Expression ofMonths(Invocation call, TimeUnit unit, Expression months) {
    return switch (unit) {
      case MILLENNIUM, CENTURY, DECADE, YEAR -> part(call, months, unit.months, UNBOUNDED);
      case MONTH -> part(call, months, 1, 12);
      case QUARTER -> call.call(KERNELS, "quarterOfMonths", DataType.BIGINT, months);
      case EPOCH -> call.call(KERNELS, "secondsOfMonths", DataType.BIGINT, months);
      case WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND, ISOYEAR, DOY, DOW,
          ISODOW ->
          null;
    };
  }

  private static Expression part(Invocation call, Expression value, long unit, long modulus) {
    return call.call(
        KERNELS,
        "part",
        DataType.BIGINT,
        value,
        Invocation.number(unit),
        Invocation.number(modulus));
  }
}
