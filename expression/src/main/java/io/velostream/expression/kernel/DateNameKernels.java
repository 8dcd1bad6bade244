package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;

/// English names of days and months, and counts since the epoch.
@Total
public final class DateNameKernels {
  private static final Slice[] DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(d -> Slice.utf8(d.getDisplayName(TextStyle.FULL, Locale.ENGLISH)))
          .toArray(Slice[]::new);
  private static final Slice[] MONTHS =
      Arrays.stream(Month.values())
          .map(m -> Slice.utf8(m.getDisplayName(TextStyle.FULL, Locale.ENGLISH)))
          .toArray(Slice[]::new);

  private DateNameKernels() {}

  /// The day of the week of a date.
  public static Slice dayName(long days) {
    return DAYS[(int) Math.floorMod(days + 3, 7L)];
  }

  /// The month of a date.
  public static Slice monthName(long days) {
    return MONTHS[Calendar.month(Calendar.date(days)) - 1];
  }

  /// Whole units of so many microseconds since the epoch, rounded down.
  public static long sinceEpoch(long micros, long unit) {
    return Math.floorDiv(micros, unit);
  }
}
