package io.velostream.expression.function;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.Arrays;
import java.util.Locale;

/// Units of time that functions take as a word.
enum TimeUnit {
  MICROSECOND(1, 0),
  MILLISECOND(1_000, 0),
  SECOND(1_000_000, 0),
  MINUTE(60_000_000L, 0),
  HOUR(3_600_000_000L, 0),
  DAY(86_400_000_000L, 0),
  WEEK(7 * 86_400_000_000L, 0),
  MONTH(0, 1),
  QUARTER(0, 3),
  YEAR(0, 12),
  DECADE(0, 120),
  CENTURY(0, 1_200),
  MILLENNIUM(0, 12_000);

  /// Length in microseconds, 0 for calendar units.
  final long micros;

  /// Length in months, 0 for fixed units.
  final long months;

  TimeUnit(long micros, long months) {
    this.micros = micros;
    this.months = months;
  }

  boolean isCalendar() {
    return months > 0;
  }

  /// The unit of a word in singular, plural or as ODBC has it (`SQL_TSI_DAY`).
  ///
  /// @throws UserException at `position` when it is none
  static TimeUnit of(String word, SourcePosition position) {
    String name = word.toUpperCase(Locale.ROOT).replace("SQL_TSI_", "");
    for (TimeUnit unit : values()) {
      if (name.equals(unit.name()) || name.equals(unit.name() + "S")) {
        return unit;
      }
    }
    return switch (name) {
      case "CENTURIES" -> CENTURY;
      case "MILLENNIA" -> MILLENNIUM;
      default ->
          throw new UserException(
              ErrorCode.INVALID_ARGUMENT,
              "'" + word + "' is no unit of time here",
              position,
              "the units are " + Arrays.toString(values()));
    };
  }
}
