package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.BucketKernels;
import io.velostream.expression.kernel.DateNameKernels;
import io.velostream.expression.kernel.ZoneKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Times in zones that the query names, and buckets of time.
final class ZoneFunctions {
  private static final Class<?> KERNELS = ZoneKernels.class;
  private static final Timestamp LOCAL_MICROS = new Timestamp(6, false);

  /// A Monday, as in DuckDB and TimescaleDB, so that buckets of weeks are weeks.
  private static final long FIRST_MONDAY_OF_2000 = 946_857_600_000_000L;

  private static final long YEAR_2000 = 946_684_800_000_000L;

  private ZoneFunctions() {}

  static List<Definition> definitions() {
    Definition bucket = Definition.of("TIME_BUCKET", ZoneFunctions::bucket);
    return List.of(
        Definition.of("AT_TIME_ZONE", ZoneFunctions::atTimeZone),
        Definition.of("CONVERT_TZ", ZoneFunctions::convert),
        bucket,
        bucket.alias("DATE_BIN"));
  }

  private static @Nullable Expression atTimeZone(Invocation call) {
    boolean fits = call.count() == 2 && ComparisonFunctions.isText(call.type(1));
    if (!fits || !(call.type(0) instanceof Timestamp time)) {
      return null;
    }
    Timestamp result = new Timestamp(time.precision(), !time.local());
    String kernel = time.local() ? "toLocal" : "toInstant";
    return call.call(KERNELS, kernel, result, call.argument(0), call.argument(1));
  }

  private static @Nullable Expression convert(Invocation call) {
    if (call.count() != 3 || !(call.result() instanceof Timestamp result)) {
      return null;
    }
    Expression time = Simple.as(call, call.argument(0), result);
    Expression from = Simple.as(call, call.argument(1), STRING);
    Expression to = Simple.as(call, call.argument(2), STRING);
    return time == null || from == null || to == null
        ? null
        : call.call(KERNELS, "convert", result, time, from, to);
  }

  /// DATE_TRUNC(unit, instant, zone).
  static @Nullable Expression truncate(Invocation call) {
    String word = call.literalText(0);
    boolean instant = call.type(1) instanceof Timestamp time && time.local();
    if (word == null || !instant || !ComparisonFunctions.isText(call.type(2))) {
      return null;
    }
    TimeUnit unit = TimeUnit.of(word, call.position());
    Expression time = call.argument(1);
    Expression zone = call.argument(2);
    if (unit == TimeUnit.WEEK) {
      return call.asResult(call.call(KERNELS, "floorToWeek", time.type(), time, zone));
    }
    String kernel = unit.isCalendar() ? "floorToMonths" : "floor";
    Literal size = Invocation.number(unit.isCalendar() ? unit.months : unit.micros);
    return call.asResult(call.call(KERNELS, kernel, time.type(), time, size, zone));
  }

  private static @Nullable Expression bucket(Invocation call) {
    boolean fits =
        (call.count() == 2 || call.count() == 3)
            && call.type(0) instanceof Interval
            && call.type(1) instanceof Timestamp;
    if (!fits) {
      return null;
    }
    boolean months = ((Interval) call.type(0)).family() == Interval.Family.YEAR_MONTH;
    DataType type = call.type(1);
    // Months begin by the clock on the wall.
    DataType counted = months ? LOCAL_MICROS : type;
    Expression origin =
        call.count() == 3
            ? Simple.as(call, call.argument(2), counted)
            : new Literal(months ? YEAR_2000 : FIRST_MONDAY_OF_2000, counted);
    if (origin == null) {
      return null;
    }
    Expression start =
        call.call(
            BucketKernels.class,
            months ? "bucketOfMonths" : "bucket",
            counted,
            call.cast(call.argument(1), counted),
            call.argument(0),
            origin);
    return call.asResult(call.cast(start, type));
  }

  static @Nullable Expression sinceEpoch(Invocation call, long unit) {
    if (call.count() != 1) {
      return null;
    }
    Expression time =
        call.type(0) instanceof Timestamp
            ? call.argument(0)
            : Simple.as(call, call.argument(0), LOCAL_MICROS);
    return time == null
        ? null
        : call.call(DateNameKernels.class, "sinceEpoch", BIGINT, time, Invocation.number(unit));
  }
}
