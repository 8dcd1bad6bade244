package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;

/// How long ago, as people say it: in years, months and days, which have no fixed length.
public final class AgeKernels {
  private AgeKernels() {}

  /// The time from one timestamp to another, such as `43 years 9 mons 27 days 04:05:06.5`, as
  /// PostgreSQL counts and writes it: where days must be borrowed, the month of the earlier one
  /// gives them. All parts are negative when the second one is later.
  @Total
  public static Slice age(long end, long start) {
    boolean negative = end < start;
    long later = Math.max(end, start);
    long earlier = Math.min(end, start);
    long from = Calendar.date(Calendar.dayOf(earlier));
    long to = Calendar.date(Calendar.dayOf(later));
    long time = Calendar.timeOf(later) - Calendar.timeOf(earlier);
    long days = (long) Calendar.day(to) - Calendar.day(from);
    long months =
        (Calendar.year(to) - Calendar.year(from)) * 12 + Calendar.month(to) - Calendar.month(from);
    if (time < 0) {
      time += Calendar.MICROS_PER_DAY;
      days--;
    }
    if (days < 0) {
      days += Calendar.daysInMonth(Calendar.year(from), Calendar.month(from));
      months--;
    }
    StringBuilder text = new StringBuilder();
    append(text, negative, months / 12, "year");
    append(text, negative, months % 12, "mon");
    append(text, negative, days, "day");
    if (time != 0 || text.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(negative ? "-" : "");
      text.append(clock(time));
    }
    return Slice.utf8(text.toString());
  }

  private static void append(StringBuilder text, boolean negative, long count, String unit) {
    if (count != 0) {
      text.append(text.isEmpty() ? "" : " ").append(negative ? -count : count);
      text.append(' ').append(unit).append(count == 1 && !negative ? "" : "s");
    }
  }

  private static String clock(long time) {
    String seconds =
        "%02d:%02d:%02d"
            .formatted(
                time / Calendar.MICROS_PER_HOUR,
                time / Calendar.MICROS_PER_MINUTE % 60,
                time / Calendar.MICROS_PER_SECOND % 60);
    long fraction = time % Calendar.MICROS_PER_SECOND;
    return fraction == 0 ? seconds : seconds + ".%06d".formatted(fraction).replaceAll("0+$", "");
  }
}
