package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.ArithmeticFunctions.Operator;
import io.velostream.expression.kernel.TemporalArithmeticKernels;
import org.jspecify.annotations.Nullable;

/// `+ - * /` where one side at least is a date, a time, a timestamp or an interval.
final class TemporalArithmetic {
  private static final Class<?> KERNELS = TemporalArithmeticKernels.class;
  private static final DataType DAY_TIME = new Interval(Interval.Family.DAY_TIME);
  private static final Timestamp MICROS = new Timestamp(6, false);
  private static final Timestamp INSTANT_MICROS = new Timestamp(6, true);

  private TemporalArithmetic() {}

  static @Nullable Expression bind(Invocation call, Operator operator) {
    Expression a = call.argument(0);
    Expression b = call.argument(1);
    return switch (operator) {
      case ADD -> {
        boolean swap = b.type() instanceof DataType.Date || isTime(b.type());
        yield swap ? move(call, "add", b, a) : move(call, "add", a, b);
      }
      case SUBTRACT ->
          isPoint(a.type()) && isPoint(b.type())
              ? difference(call, a, b)
              : move(call, "subtract", a, b);
      case MULTIPLY ->
          a.type() instanceof Interval
              ? scale(call, "multiply", a, b)
              : scale(call, "multiply", b, a);
      case DIVIDE -> scale(call, "divide", a, b);
      case REMAINDER -> null;
    };
  }

  private static boolean isTime(DataType type) {
    return type instanceof Time || type instanceof Timestamp;
  }

  private static boolean isPoint(DataType type) {
    return type instanceof DataType.Date || isTime(type);
  }

  /// A point in time, or an interval, moved by `by`.
  private static @Nullable Expression move(
      Invocation call, String verb, Expression point, Expression by) {
    boolean add = verb.equals("add");
    if (by.type() instanceof Integral && point.type() instanceof DataType.Date) {
      return call.asResult(call.call(KERNELS, verb, DataType.DATE, point, by));
    }
    if (!(by.type() instanceof Interval interval)) {
      return null;
    }
    boolean months = interval.family() == Interval.Family.YEAR_MONTH;
    return switch (point.type()) {
      case Interval other ->
          other.equals(interval) ? call.call(KERNELS, verb, other, point, by) : null;
      case DataType.Date _ -> {
        if (call.result() instanceof Timestamp target) {
          yield move(call, verb, call.cast(point, new Timestamp(0, target.local())), by);
        }
        String method =
            months
                ? (add ? "addMonthsToDate" : "subtractMonthsFromDate")
                : (add ? "addToDate" : "subtractFromDate");
        yield call.asResult(call.call(KERNELS, method, DataType.DATE, point, by));
      }
      case Time time ->
          months
              ? null
              : result(call, add ? "addToTime" : "subtractFromTime", time.precision(), point, by);
      case Timestamp timestamp -> {
        String method =
            !months
                ? verb
                : timestamp.local()
                    ? (add ? "addMonthsToInstant" : "subtractMonthsFromInstant")
                    : (add ? "addMonths" : "subtractMonths");
        yield result(call, method, timestamp.precision(), point, by);
      }
      default -> null;
    };
  }

  /// The moved time, cut to the precision of the result where the interval can have more digits.
  private static Expression result(
      Invocation call, String method, int precision, Expression point, Expression by) {
    int most = Math.max(precision, precision(by));
    DataType exact =
        point.type() instanceof Timestamp t ? new Timestamp(most, t.local()) : new Time(most);
    return call.asResult(call.call(KERNELS, method, exact, point, by));
  }

  /// Fraction digits that an interval can have.
  private static int precision(Expression interval) {
    if (interval.type() instanceof Interval(Interval.Family family)
        && family == Interval.Family.YEAR_MONTH) {
      return 0;
    }
    if (interval instanceof Literal(Long micros, DataType _)) {
      int digits = 6;
      for (long rest = micros; digits > 0 && rest % 10 == 0; rest /= 10) {
        digits--;
      }
      return digits;
    }
    return Timestamp.MAX_PRECISION;
  }

  private static @Nullable Expression difference(Invocation call, Expression a, Expression b) {
    if (a.type() instanceof Time != b.type() instanceof Time) {
      return null;
    }
    if (call.result() instanceof Integral) {
      return a.type() instanceof DataType.Date && b.type() instanceof DataType.Date
          ? call.asResult(call.call(KERNELS, "subtract", DataType.BIGINT, a, b))
          : null;
    }
    if (!(call.result() instanceof Interval interval)) {
      return null;
    }
    boolean months = interval.family() == Interval.Family.YEAR_MONTH;
    if (a.type() instanceof Time) {
      return months ? null : call.call(KERNELS, "subtract", DAY_TIME, a, b);
    }
    DataType common = isInstant(a) && isInstant(b) && !months ? INSTANT_MICROS : MICROS;
    String method = months ? "monthsBetween" : "subtract";
    return call.call(KERNELS, method, interval, call.cast(a, common), call.cast(b, common));
  }

  private static boolean isInstant(Expression value) {
    return value.type() instanceof Timestamp timestamp && timestamp.local();
  }

  private static @Nullable Expression scale(
      Invocation call, String method, Expression interval, Expression factor) {
    if (!(interval.type() instanceof Interval type)) {
      return null;
    }
    Expression value =
        switch (factor.type()) {
          case Integral _ -> call.call(KERNELS, method, type, interval, factor);
          case Floating _ -> call.call(KERNELS, method, type, interval, factor);
          case Decimal decimal -> {
            int scale = decimal.scale();
            Decimal wide = new Decimal(Decimal.MAX_PRECISION, scale);
            yield call.call(
                KERNELS,
                method,
                type,
                interval,
                call.cast(factor, wide),
                Steps.wide(DecimalSteps.power(scale)));
          }
          default -> null;
        };
    return value == null ? null : call.asResult(value);
  }
}
