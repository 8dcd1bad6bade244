package io.velostream.expression.function;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.error.SourcePosition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Units of time and parts of dates, by their SQL names.
enum TimeUnit {
  MILLENNIUM(12_000, 0),
  CENTURY(1200, 0),
  DECADE(120, 0),
  YEAR(12, 0),
  QUARTER(3, 0),
  MONTH(1, 0),
  WEEK(0, 7 * 86_400_000_000L),
  DAY(0, 86_400_000_000L),
  HOUR(0, 3_600_000_000L),
  MINUTE(0, 60_000_000),
  SECOND(0, 1_000_000),
  MILLISECOND(0, 1000),
  MICROSECOND(0, 1),
  NANOSECOND(0, 0),
  ISOYEAR(0, 0),
  DOY(0, 0),
  DOW(0, 0),
  ISODOW(0, 0),
  EPOCH(0, 0);

  private static final Map<String, TimeUnit> BY_NAME = byName();

  /// Its length when that is a number of months, else 0.
  final long months;

  /// Its length when that is a number of microseconds, else 0.
  final long micros;

  TimeUnit(long months, long micros) {
    this.months = months;
    this.micros = micros;
  }

  /// The unit of that name, in singular or plural and any letter case.
  ///
  /// @throws UserException at `position` when there is none
  static TimeUnit of(String name, SourcePosition position) {
    TimeUnit unit = BY_NAME.get(name.strip().toUpperCase(Locale.ROOT));
    if (unit == null) {
      String known =
          Arrays.stream(values()).map(TimeUnit::name).collect(Collectors.joining(", "));
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "there is no unit of time '" + name + "'",
          position,
          "the units are " + known);
    }
    return unit;
  }

  private static Map<String, TimeUnit> byName() {
    Map<String, TimeUnit> names = new HashMap<>();
    for (TimeUnit unit : values()) {
      names.put(unit.name(), unit);
      names.put(unit.name() + "S", unit);
    }
    names.put("CENTURIES", CENTURY);
    names.put("MILLENNIA", MILLENNIUM);
    return names;
  }
}
