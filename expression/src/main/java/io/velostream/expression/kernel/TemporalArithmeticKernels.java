package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;
import java.math.BigInteger;

/// Dates, times and timestamps moved by intervals. Adding months keeps the day of the month, or
/// takes the last day of a shorter month.
public final class TemporalArithmeticKernels {
  private TemporalArithmeticKernels() {}

  /// Timestamp plus microseconds; also an interval of microseconds plus another.
  public static long add(long micros, long interval) {
    return Math.addExact(micros, interval);
  }

  /// Timestamp minus microseconds, or minus a timestamp; also of intervals.
  public static long subtract(long micros, long interval) {
    return Math.subtractExact(micros, interval);
  }

  /// Timestamp plus months.
  public static long addMonths(long micros, long months) {
    long day = Calendar.addMonths(Calendar.dayOf(micros), months);
    return Math.addExact(Calendar.midnight(day), Calendar.timeOf(micros));
  }

  /// Timestamp minus months.
  public static long subtractMonths(long micros, long months) {
    return addMonths(micros, Math.negateExact(months));
  }

  /// Instant plus months on the wall clock of the session's zone.
  public static long addMonthsToInstant(long micros, long months, EvaluationContext context) {
    return Zones.toInstant(addMonths(Zones.toLocal(micros, context), months), context);
  }

  /// Instant minus months on the wall clock of the session's zone.
  public static long subtractMonthsFromInstant(
      long micros, long months, EvaluationContext context) {
    return addMonthsToInstant(micros, Math.negateExact(months), context);
  }

  /// Date plus months.
  public static long addMonthsToDate(long days, long months) {
    return Calendar.addMonths(days, months);
  }

  /// Date minus months.
  public static long subtractMonthsFromDate(long days, long months) {
    return Calendar.addMonths(days, Math.negateExact(months));
  }

  /// The day of midnight plus microseconds.
  public static long addToDate(long days, long interval) {
    return Calendar.dayOf(Math.addExact(Calendar.midnight(days), interval));
  }

  /// The day of midnight minus microseconds.
  public static long subtractFromDate(long days, long interval) {
    return Calendar.dayOf(Math.subtractExact(Calendar.midnight(days), interval));
  }

  /// Time of day plus microseconds, around the clock.
  public static long addToTime(long time, long interval) {
    return Calendar.timeOf(time + interval % Calendar.MICROS_PER_DAY);
  }

  /// Time of day minus microseconds, around the clock.
  public static long subtractFromTime(long time, long interval) {
    return Calendar.timeOf(time - interval % Calendar.MICROS_PER_DAY);
  }

  /// Whole months from timestamp `from` to timestamp `to`, rounded towards zero. The last day of a
  /// month is not a whole month after the 31st of the previous one.
  public static long monthsBetween(long to, long from) {
    long a = Calendar.date(Calendar.dayOf(to));
    long b = Calendar.date(Calendar.dayOf(from));
    long months =
        (Calendar.year(a) - Calendar.year(b)) * 12 + Calendar.month(a) - Calendar.month(b);
    long restA = Calendar.day(a) * Calendar.MICROS_PER_DAY + Calendar.timeOf(to);
    long restB = Calendar.day(b) * Calendar.MICROS_PER_DAY + Calendar.timeOf(from);
    if (months > 0 && restA < restB) {
      return months - 1;
    }
    return months < 0 && restA > restB ? months + 1 : months;
  }

  /// Interval times a whole number.
  public static long multiply(long interval, long factor) {
    return Math.multiplyExact(interval, factor);
  }

  /// Interval times a double, rounded half to even.
  public static long multiply(long interval, double factor) {
    return CastKernels.toInteger(interval * factor, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Interval times an unscaled decimal, rounded half away from zero: `unit` is ten to its scale.
  public static long multiply(long interval, BigInteger factor, BigInteger unit) {
    BigInteger product = BigInteger.valueOf(interval).multiply(factor);
    return WideKernels.divide(product, unit).longValueExact();
  }

  /// Interval divided by a whole number, rounded half away from zero.
  public static long divide(long interval, long divisor) {
    return WideKernels.divide(BigInteger.valueOf(interval), BigInteger.valueOf(divisor))
        .longValueExact();
  }

  /// Interval divided by a double, rounded half to even.
  public static long divide(long interval, double divisor) {
    return CastKernels.toInteger(
        FloatKernels.divide((double) interval, divisor), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Interval divided by an unscaled decimal: `unit` is ten to its scale.
  public static long divide(long interval, BigInteger divisor, BigInteger unit) {
    BigInteger dividend = BigInteger.valueOf(interval).multiply(unit);
    return WideKernels.divide(dividend, divisor).longValueExact();
  }
}
