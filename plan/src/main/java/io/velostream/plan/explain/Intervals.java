package io.velostream.plan.explain;

import io.velostream.columnar.DataType.Interval;
import java.math.BigDecimal;

/// Interval literals, in the largest unit that holds the value without a fraction.
final class Intervals {
  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Intervals() {}

  /// An interval of one of the families, in its unit.
  static String of(Interval.Family family, long value) {
    return switch (family) {
      case YEAR_MONTH -> months(value);
      case DAY_TIME -> micros(value);
    };
  }

  /// An interval of days.
  static String days(long days) {
    return literal(Long.toString(days), "DAY");
  }

  /// An interval of microseconds.
  static String micros(long micros) {
    if (micros == 0 || micros % SECOND != 0) {
      BigDecimal seconds = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
      return literal(seconds.toPlainString(), "SECOND");
    }
    if (micros % DAY == 0) {
      return days(micros / DAY);
    }
    if (micros % HOUR == 0) {
      return literal(Long.toString(micros / HOUR), "HOUR");
    }
    return micros % MINUTE == 0
        ? literal(Long.toString(micros / MINUTE), "MINUTE")
        : literal(Long.toString(micros / SECOND), "SECOND");
  }

  private static String months(long months) {
    return months != 0 && months % 12 == 0
        ? literal(Long.toString(months / 12), "YEAR")
        : literal(Long.toString(months), "MONTH");
  }

  /// The sign stands before the quotes.
  private static String literal(String amount, String unit) {
    return amount.startsWith("-")
        ? "INTERVAL -'" + amount.substring(1) + "' " + unit
        : "INTERVAL '" + amount + "' " + unit;
  }
}
