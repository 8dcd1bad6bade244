package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DATE;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.ArithmeticFunctions.Operator;
import io.velostream.expression.kernel.AssemblyKernels;
import io.velostream.expression.kernel.IntegerKernels;
import io.velostream.expression.kernel.TruncationKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that move, round and subtract dates and times by units. Weeks start on Monday.
final class TemporalFunctions {
  private static final Class<?> KERNELS = TruncationKernels.class;
  private static final Timestamp LOCAL_MICROS = new Timestamp(6, false);
  private static final Timestamp INSTANT_MICROS = new Timestamp(6, true);

  private TemporalFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            "DATE_TRUNC",
            call -> call.count() == 3 ? ZoneFunctions.truncate(call) : round(call, "floor")),
        Definition.of("TIMESTAMPADD", call -> call.count() == 3 ? add(call) : null),
        Definition.of(
            "TIMESTAMPDIFF", call -> call.count() == 3 ? difference(call, 0, 1, 2) : null),
        Definition.of("DATEDIFF", TemporalFunctions::dateDifference),
        Definition.of("DATE_DIFF", TemporalFunctions::dateDifference),
        Definition.of("DATE_ADD", call -> call.count() == 2 ? moved(call, Operator.ADD) : null),
        Definition.of(
            "DATE_SUB", call -> call.count() == 2 ? moved(call, Operator.SUBTRACT) : null),
        Simple.of("MAKE_DATE", AssemblyKernels.class, "date", DATE, BIGINT, BIGINT, BIGINT),
        Simple.of(
            "MAKE_TIMESTAMP",
            AssemblyKernels.class,
            "timestamp",
            LOCAL_MICROS,
            BIGINT,
            BIGINT,
            BIGINT,
            BIGINT,
            BIGINT,
            DataType.DOUBLE),
        Simple.of("LAST_DAY", KERNELS, "lastDay", DATE, DATE));
  }

  /// `FLOOR(time TO unit)`; of an interval its whole units.
  static @Nullable Expression floor(Invocation call) {
    return round(call, "floor");
  }

  /// `CEIL(time TO unit)`.
  static @Nullable Expression ceiling(Invocation call) {
    return round(call, "ceiling");
  }

  private static @Nullable TimeUnit unit(Invocation call, int argument) {
    String word = call.literalText(argument);
    return word == null ? null : TimeUnit.of(word, call.position());
  }

  /// The unit is a text constant: before the time, as the SQL side and DATE_TRUNC have it, or after
  /// it.
  private static @Nullable Expression round(Invocation call, String kernel) {
    if (call.count() != 2) {
      return null;
    }
    int place = call.literalText(0) != null ? 0 : 1;
    TimeUnit unit = unit(call, place);
    if (unit == null) {
      return null;
    }
    Expression time = call.argument(1 - place);
    return switch (time.type()) {
      case DataType.Date _ ->
          call.asResult(local(call, kernel, call.cast(time, LOCAL_MICROS), unit));
      case Time _ -> {
        String ofTime = kernel.equals("ceiling") ? "ceilingOfTime" : kernel;
        boolean fits = unit.compareTo(TimeUnit.DAY) < 0;
        yield fits ? call.asResult(fixed(call, ofTime, time, unit)) : null;
      }
      case DataType.Interval interval -> {
        boolean months = interval.family() == DataType.Interval.Family.YEAR_MONTH;
        boolean fits = months ? unit.isCalendar() && unit.months > 0 : unit.micros > 0;
        yield fits
            ? call.call(
                KERNELS,
                kernel,
                time.type(),
                time,
                Invocation.number(months ? unit.months : unit.micros))
            : null;
      }
      case Timestamp timestamp when !timestamp.local() ->
          call.asResult(local(call, kernel, time, unit));
      case Timestamp _ -> call.asResult(instant(call, kernel, time, unit));
      default -> null;
    };
  }

  private static Expression local(Invocation call, String kernel, Expression time, TimeUnit unit) {
    if (unit == TimeUnit.WEEK) {
      return call.call(KERNELS, kernel + "ToWeek", time.type(), time);
    }
    return unit.isCalendar()
        ? call.call(KERNELS, kernel + "ToMonths", time.type(), time, Invocation.number(unit.months))
        : fixed(call, kernel, time, unit);
  }

  private static Expression fixed(Invocation call, String kernel, Expression time, TimeUnit unit) {
    return call.call(KERNELS, kernel, time.type(), time, Invocation.number(unit.micros));
  }

  private static Expression instant(
      Invocation call, String kernel, Expression time, TimeUnit unit) {
    if (unit.isCalendar() || unit.compareTo(TimeUnit.DAY) >= 0) {
      Expression onTheWall = call.cast(time, LOCAL_MICROS);
      return call.cast(local(call, kernel, onTheWall, unit), time.type());
    }
    return call.call(
        KERNELS, kernel + "Instant", time.type(), time, Invocation.number(unit.micros));
  }

  static @Nullable Expression add(Invocation call) {
    TimeUnit unit = unit(call, 0);
    Expression count = unit == null ? null : Simple.as(call, call.argument(1), BIGINT);
    if (unit == null || count == null) {
      return null;
    }
    Interval.Family family =
        unit.isCalendar() ? Interval.Family.YEAR_MONTH : Interval.Family.DAY_TIME;
    long size = unit.isCalendar() ? unit.months : unit.micros;
    Expression interval =
        count instanceof Literal(Long known, DataType _) && Math.abs(known) < 1_000_000
            ? new Literal(known * size, new Interval(family))
            : call.call(
                IntegerKernels.class,
                "multiply",
                new Interval(family),
                count,
                Invocation.number(size));
    return plus(call, Operator.ADD, call.argument(2), interval);
  }

  private static @Nullable Expression moved(Invocation call, Operator operator) {
    return plus(call, operator, call.argument(0), call.argument(1));
  }

  private static @Nullable Expression plus(
      Invocation call, Operator operator, Expression time, Expression by) {
    Expression point = ComparisonFunctions.isText(time.type()) ? call.cast(time, DATE) : time;
    Expression step =
        by.type() instanceof DataType.Integral && !(point.type() instanceof DataType.Date)
            ? call.call(
                IntegerKernels.class,
                "multiply",
                new Interval(Interval.Family.DAY_TIME),
                by,
                Invocation.number(TimeUnit.DAY.micros))
            : by;
    return TemporalArithmetic.bind(
        new Invocation(call.name(), List.of(point, step), call.result(), call.position()),
        operator);
  }

  private static @Nullable Expression dateDifference(Invocation call) {
    if (call.count() == 3) {
      return difference(call, 0, 1, 2);
    }
    if (call.count() != 2) {
      return null;
    }
    Expression to = Simple.as(call, call.argument(0), DATE);
    Expression from = Simple.as(call, call.argument(1), DATE);
    return to == null || from == null
        ? null
        : call.asResult(call.call(IntegerKernels.class, "subtract", BIGINT, to, from));
  }

  private static @Nullable Expression difference(
      Invocation call, int unitArgument, int fromArgument, int toArgument) {
    TimeUnit unit = unit(call, unitArgument);
    if (unit == null) {
      return null;
    }
    boolean instants = isInstant(call, fromArgument) && isInstant(call, toArgument);
    DataType common = instants && !unit.isCalendar() ? INSTANT_MICROS : LOCAL_MICROS;
    Expression from = point(call, call.argument(fromArgument), common);
    Expression to = point(call, call.argument(toArgument), common);
    if (from == null || to == null) {
      return null;
    }
    Literal size = Invocation.number(unit.isCalendar() ? unit.months : unit.micros);
    String kernel = unit.isCalendar() ? "monthDifference" : "difference";
    return call.asResult(call.call(KERNELS, kernel, BIGINT, from, to, size));
  }

  private static boolean isInstant(Invocation call, int argument) {
    return call.type(argument) instanceof Timestamp timestamp && timestamp.local();
  }

  private static @Nullable Expression point(Invocation call, Expression value, DataType common) {
    if (value.type() instanceof Time) {
      return value;
    }
    return Casts.exists(value.type(), common) ? call.cast(value, common) : null;
  }
}
