package io.velostream.expression.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Our integer arithmetic must say the same as `java.time`, on random dates and on those around the
/// turns of years.
class AgainstJavaTimeTest {
  private static final int DATES = 60_000;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final long seed = Long.getLong("seed", Long.getLong("velostream.seeds", 1));
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void partsOfDates() {
    for (int i = 0; i < DATES; i++) {
      LocalDate day = day();
      long days = day.toEpochDay();
      long micros = days * MICROS_PER_DAY + random.nextLong(MICROS_PER_DAY);
      long[] ours = {
        FieldKernels.year(micros),
        FieldKernels.quarter(micros),
        FieldKernels.month(micros),
        FieldKernels.day(micros),
        FieldKernels.dayOfYear(micros),
        FieldKernels.isoDayOfWeek(micros),
        FieldKernels.dayOfWeek(micros),
        FieldKernels.dayOfWeekFromOne(micros),
        FieldKernels.week(micros),
        FieldKernels.isoYear(micros),
        TruncationKernels.lastDay(days),
        Calendar.days(day.getYear(), day.getMonthValue(), day.getDayOfMonth())
      };
      long[] theirs = {
        day.getYear(),
        day.get(IsoFields.QUARTER_OF_YEAR),
        day.getMonthValue(),
        day.getDayOfMonth(),
        day.getDayOfYear(),
        day.getDayOfWeek().getValue(),
        day.getDayOfWeek().getValue() % 7,
        day.getDayOfWeek().getValue() % 7 + 1,
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.with(TemporalAdjusters.lastDayOfMonth()).toEpochDay(),
        days
      };
      assertThat(ours).as("%s, seed %s", day, seed).isEqualTo(theirs);
    }
  }

  @Test
  void startsAndEndsOfPeriods() {
    for (int i = 0; i < DATES; i++) {
      LocalDate day = day();
      int months = List.of(1, 3, 12, 120, 1200, 12_000).get(random.nextInt(6));
      // Centuries and millennia start with the year 1.
      int origin = months >= 1200 ? 12 : 0;
      LocalDate start =
          day.withDayOfMonth(1)
              .minusMonths(
                  Math.floorMod(day.getYear() * 12L + day.getMonthValue() - 1 - origin, months));
      LocalDate end = start.equals(day) ? day : start.plusMonths(months);
      LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      LocalDate nextMonday = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
      long days = day.toEpochDay();
      long midnight = days * MICROS_PER_DAY;
      long later = midnight + 1 + random.nextLong(MICROS_PER_DAY - 1);
      long[] ours = {
        TruncationKernels.floorToMonths(later, months),
        TruncationKernels.ceilingToMonths(midnight, months),
        TruncationKernels.ceilingToMonths(later, months),
        TruncationKernels.floorToWeek(later),
        TruncationKernels.ceilingToWeek(midnight),
        TruncationKernels.ceilingToWeek(later)
      };
      long[] theirs = {
        start.toEpochDay() * MICROS_PER_DAY,
        end.toEpochDay() * MICROS_PER_DAY,
        start.plusMonths(months).toEpochDay() * MICROS_PER_DAY,
        monday.toEpochDay() * MICROS_PER_DAY,
        nextMonday.toEpochDay() * MICROS_PER_DAY,
        monday.plusDays(7).toEpochDay() * MICROS_PER_DAY
      };
      assertThat(ours).as("%s by %s months, seed %s", day, months, seed).isEqualTo(theirs);
    }
  }

  @Test
  void hoursOfInstants() {
    for (String id : List.of("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")) {
      EvaluationContext context = new EvaluationContext(ZoneId.of(id));
      for (int i = 0; i < DATES / 4; i++) {
        // From 1990 on: before, some offsets were not whole minutes, which java.time drops.
        long micros = random.nextLong(631_152_000_000_000L, 2_524_608_000_000_000L);
        ZonedDateTime time = at(micros).atZone(context.zone());
        ZonedDateTime hour =
            time.minus(
                time.getMinute() * 60_000_000_000L
                    + time.getSecond() * 1_000_000_000L
                    + time.getNano(),
                ChronoUnit.NANOS);
        assertThat(at(TruncationKernels.floorInstant(micros, 3_600_000_000L, context)))
            .as("%s, seed %s", time, seed)
            .isEqualTo(hour.toInstant());
      }
    }
  }

  @Test
  void ceilingsOfExtremesDoNotWrapAround() {
    long hour = 3_600_000_000L;
    assertThat(TruncationKernels.ceiling(Long.MIN_VALUE, hour))
        .isEqualTo(-9_223_372_036_800_000_000L);
    assertThatThrownBy(() -> TruncationKernels.floor(Long.MIN_VALUE, hour))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> TruncationKernels.ceiling(Long.MAX_VALUE, hour))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void fixedFormatsPrintAndReadLikeJavaTime() {
    List<String> patterns =
        List.of(
            "yyyy-MM-dd HH:mm:ss",
            "uuuu-MM-dd'T'HH:mm:ss.SSS",
            "yyyyMMddHHmmssSSSSSS",
            "dd.MM.yyyy",
            "HH:mm",
            "MM/dd/yyyy, HH'h'",
            "ddMMyyyyHH",
            "yyyy");
    for (String pattern : patterns) {
      FixedPattern fixed = FixedPattern.of(pattern.replace('y', 'u'));
      assertThat(fixed).as(pattern).isNotNull();
      TimePattern ours = TimePattern.of(pattern);
      DateTimeFormatter theirs =
          DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      for (int i = 0; i < DATES / 10; i++) {
        long micros = day().toEpochDay() * MICROS_PER_DAY + random.nextLong(MICROS_PER_DAY);
        LocalDateTime time = LocalDateTime.ofInstant(at(micros), ZoneOffset.UTC);
        String text = theirs.format(time);
        assertThat(ours.print(micros).toText()).as("seed %s", seed).isEqualTo(text);
        String broken = random.nextInt(4) == 0 ? text : damage(text);
        String expected;
        try {
          theirs.parse(broken);
          expected = "read";
        } catch (java.time.DateTimeException e) {
          expected = "refused";
        }
        String actual;
        try {
          long read = ours.parseTimestamp(Slice.utf8(broken));
          actual = "read";
          if (broken.equals(text)) {
            assertThat(ours.print(read).toText()).isEqualTo(text);
          }
        } catch (UserException e) {
          actual = "refused";
        }
        assertThat(actual).as("'%s' by %s, seed %s", broken, pattern, seed).isEqualTo(expected);
      }
    }
  }

  /// The same text with one character changed, doubled or left out.
  private String damage(String text) {
    int at = random.nextInt(text.length());
    String before = text.substring(0, at);
    String after = text.substring(at + 1);
    return switch (random.nextInt(4)) {
      case 0 -> before + after;
      case 1 -> before + text.charAt(at) + text.charAt(at) + after;
      case 2 -> before + "x:+-/ é".charAt(random.nextInt(7)) + after;
      default -> before + (char) ('0' + random.nextInt(10)) + after;
    };
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private LocalDate day() {
    return switch (random.nextInt(3)) {
      case 0 -> LocalDate.of(random.nextInt(-12_000, 12_000), 1, 1).plusDays(random.nextInt(-8, 9));
      case 1 -> LocalDate.of(random.nextInt(1600, 2600), 3, 1).plusDays(random.nextInt(-3, 3));
      default -> LocalDate.ofEpochDay(random.nextLong(-5_000_000, 5_000_000));
    };
  }
}
