package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.function.ArithmeticFunctions.Operator;
import io.velostream.expression.kernel.CalendarKernels;
import io.velostream.expression.kernel.DecimalKernels;
import io.velostream.expression.kernel.IntegerKernels;
import io.velostream.expression.kernel.TemporalArithmeticKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Times moved by a number of units, and how many units are between two times.
final class TimeDifferences {
  private static final DataType MONTHS = new Interval(Interval.Family.YEAR_MONTH);
  private static final DataType MICROS = new Interval(Interval.Family.DAY_TIME);
  private static final long NANOS_PER_MICRO = 1000;

  private TimeDifferences() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            "TIMESTAMPADD",
            "TIMESTAMPADD(unit, count, time)",
            "The time so many units later.",
            call ->
                call.count() == 3
                    ? move(call, unit(call), call.argument(2), call.argument(1), Operator.ADD)
                    : null),
        Definition.of(
            "DATE_ADD",
            "DATE_ADD(time, days)",
            "The date or time so many days, or an interval, later.",
            call -> moveByDays(call, Operator.ADD)),
        Definition.of(
            "DATE_SUB",
            "DATE_SUB(time, days)",
            "The date or time so many days, or an interval, earlier.",
            call -> moveByDays(call, Operator.SUBTRACT)),
        Definition.of(
            "TIMESTAMPDIFF",
            "TIMESTAMPDIFF(unit, from, to)",
            "How many whole units are between two times.",
            call -> call.count() == 3 ? difference(call) : null),
        Definition.of(
            "DATEDIFF",
            "DATEDIFF(to, from), DATEDIFF(unit, from, to)",
            "How many days are between two dates, or whole units between two times.",
            call -> call.count() == 2 ? days(call) : call.count() == 3 ? difference(call) : null),
        Definition.of(
            "LAST_DAY",
            "LAST_DAY(time)",
            "The last day of the month.",
            call ->
                call.count() == 1 && isDate(call.type(0))
                    ? call.asResult(
                        call.call(
                            CalendarKernels.class,
                            "lastDay",
                            DataType.DATE,
                            call.cast(call.argument(0), DataType.DATE)))
                    : null));
  }

  private static @Nullable TimeUnit unit(Invocation call) {
    String name = call.literalText(0);
    return name == null ? null : TimeUnit.of(name, call.position());
  }

  private static boolean isDate(DataType type) {
    return type instanceof DataType.Date || type instanceof Timestamp;
  }

  private static @Nullable Expression moveByDays(Invocation call, Operator operator) {
    if (call.count() != 2 || !isDate(call.type(0))) {
      return null;
    }
    return call.type(1) instanceof Interval
        ? TemporalArithmetic.bind(call, operator)
        : move(call, TimeUnit.DAY, call.argument(0), call.argument(1), operator);
  }

  private static @Nullable Expression move(
      Invocation call,
      @Nullable TimeUnit unit,
      Expression time,
      Expression count,
      Operator operator) {
    if (unit == null
        || unit.months + unit.micros == 0
        || !(count.type() instanceof Integral)
        || !(isDate(time.type()) || time.type() instanceof Time)) {
      return null;
    }
    boolean months = unit.months > 0;
    Expression interval =
        call.call(
            IntegerKernels.class,
            "multiply",
            months ? MONTHS : MICROS,
            count,
            Invocation.number(months ? unit.months : unit.micros));
    return TemporalArithmetic.bind(
        new Invocation(call.name(), List.of(time, interval), call.result(), call.position()),
        operator);
  }

  private static @Nullable Expression days(Invocation call) {
    for (Expression argument : call.arguments()) {
      if (!isDate(argument.type()) && !ComparisonFunctions.isText(argument.type())) {
        return null;
      }
    }
    return call.asResult(
        call.call(
            TemporalArithmeticKernels.class,
            "subtract",
            DataType.BIGINT,
            call.cast(call.argument(0), DataType.DATE),
            call.cast(call.argument(1), DataType.DATE)));
  }

  private static @Nullable Expression difference(Invocation call) {
    TimeUnit unit = unit(call);
    if (unit == null) {
      return null;
    }
    boolean nanos = unit == TimeUnit.NANOSECOND;
    long size = unit.months > 0 ? unit.months : nanos ? 1 : unit.micros;
    DataType family = unit.months > 0 ? MONTHS : MICROS;
    Expression between =
        size == 0
            ? null
            : TemporalArithmetic.bind(
                new Invocation(
                    call.name(),
                    List.of(call.argument(2), call.argument(1)),
                    family,
                    call.position()),
                Operator.SUBTRACT);
    if (between == null || !between.type().equals(family)) {
      return null;
    }
    return call.asResult(
        nanos
            ? scaled(call, IntegerKernels.class, "multiply", between, NANOS_PER_MICRO)
            : scaled(call, DecimalKernels.class, "truncate", between, size));
  }

  private static Expression scaled(
      Invocation call, Class<?> owner, String kernel, Expression value, long factor) {
    return call.call(owner, kernel, DataType.BIGINT, value, Invocation.number(factor));
  }
}
