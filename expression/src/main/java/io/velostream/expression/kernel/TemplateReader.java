package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads a text by a template.
///
/// Separators of the template stand for any separators or none, blanks before a value are skipped,
/// and case does not matter. Numbers may have fewer digits than their word. What the text leaves
/// out is the 1st of January of the year 1, at midnight. Anything left at the end is an error.
final class TemplateReader {
  private final TimeTemplate template;
  private final String text;
  private final Map<TemplateField, Long> values = new EnumMap<>(TemplateField.class);
  private int at;

  private TemplateReader(TimeTemplate template, String text) {
    this.template = template;
    this.text = text;
  }

  /// The timestamp that a text names.
  ///
  /// @throws UserException when it names none
  static long read(TimeTemplate template, Slice text) {
    return new TemplateReader(template, text.toText()).read();
  }

  private long read() {
    List<TimeTemplate.Piece> pieces = template.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      TimeTemplate.Piece piece = pieces.get(i);
      if (piece.isText()) {
        skipText(piece.word());
      } else {
        skipBlanks();
        boolean closed =
            i + 1 < pieces.size()
                && !pieces.get(i + 1).isText()
                && pieces.get(i + 1).element().isNumber();
        value(piece.element(), closed);
      }
    }
    skipSeparators();
    if (at < text.length()) {
      throw unreadable();
    }
    return Math.addExact(Calendar.midnight(date()), time());
  }

  private void skipText(String word) {
    if (word.chars().anyMatch(Character::isLetterOrDigit)) {
      if (!text.regionMatches(true, at, word, 0, word.length())) {
        throw unreadable();
      }
      at += word.length();
    } else {
      skipSeparators();
    }
  }

  private void skipSeparators() {
    while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /// @param closed whether another number follows at once, so that digits must be counted
  private void value(TemplateField field, boolean closed) {
    switch (field) {
      case MONTH_NAME -> values.put(field, name(TimeNames.MONTHS, 0));
      case MONTH_SHORT -> values.put(field, name(TimeNames.MONTHS, 3));
      case MONTH_ROMAN -> values.put(field, name(TimeNames.ROMAN.reversed(), 0));
      case DAY_NAME -> values.put(field, name(TimeNames.DAYS, 0));
      case DAY_SHORT -> values.put(field, name(TimeNames.DAYS, 3));
      case HALF, HALF_PM, HALF_DOTTED, HALF_DOTTED_PM ->
          values.put(TemplateField.HALF, name(List.of("AM", "PM", "A.M.", "P.M."), 0) % 2);
      case ERA, ERA_BC, ERA_DOTTED, ERA_DOTTED_BC ->
          values.put(TemplateField.ERA, name(List.of("AD", "BC", "A.D.", "B.C."), 0) % 2);
      case COMMA_YEAR -> {
        long thousands = number(closed ? 1 : 6);
        if (at >= text.length() || text.charAt(at) != ',') {
          throw unreadable();
        }
        at++;
        values.put(TemplateField.YEAR_4, thousands * 1000 + number(3));
      }
      case MILLISECOND,
          MICROSECOND,
          FRACTION,
          FRACTION_1,
          FRACTION_2,
          FRACTION_3,
          FRACTION_4,
          FRACTION_5,
          FRACTION_6,
          FRACTION_7,
          FRACTION_8,
          FRACTION_9 ->
          fraction(field.width);
      case YEAR_3, YEAR_2, YEAR_1, ISO_YEAR_3, ISO_YEAR_2, ISO_YEAR_1 -> {
        int start = at;
        long year = number(closed ? field.width : 4);
        values.put(field, at - start < 4 ? nearest(year, at - start) : year);
      }
      case ROUNDED_YEAR_4, ROUNDED_YEAR_2 -> {
        int start = at;
        long year = number(closed ? field.width : 4);
        values.put(TemplateField.YEAR_4, at - start <= 2 ? rounded(year) : year);
      }
      case YEAR_4, ISO_YEAR_4, JULIAN_DAY -> values.put(field, number(closed ? 4 : 9));
      default -> values.put(field, number(field.width));
    }
  }

  /// The number from 1 of the name that the text goes on with.
  ///
  /// @param letters how many letters of a name are looked for; 0 for all
  private long name(List<String> names, int letters) {
    for (int i = 0; i < names.size(); i++) {
      String name = letters == 0 ? names.get(i) : names.get(i).substring(0, letters);
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i + 1L;
      }
    }
    throw unreadable();
  }

  private long number(int digits) {
    int start = at;
    long value = 0;
    while (at < text.length() && at - start < digits && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (at == start) {
      throw unreadable();
    }
    return value;
  }

  private void fraction(int digits) {
    int start = at;
    long value = number(digits);
    for (int i = at - start; i < 9; i++) {
      value *= 10;
    }
    values.put(TemplateField.FRACTION, value / 1000);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// A year without its first digits is the one nearest to 2020, as in PostgreSQL.
  private static long nearest(long year, int digits) {
    if (digits == 1) {
      return 2000 + year;
    }
    if (digits == 2) {
      return year < 70 ? 2000 + year : 1900 + year;
    }
    return year < 520 ? 2000 + year : 1000 + year;
  }

  /// Two digits of a year below 50 are of this century, as in Oracle.
  private static long rounded(long year) {
    return year < 50 ? 2000 + year : 1900 + year;
  }

  private boolean has(TemplateField field) {
    return values.containsKey(field);
  }

  /// The value of a field between limits, or what is meant without it.
  private long get(TemplateField field, long otherwise, long least, long most) {
    long value = values.getOrDefault(field, otherwise);
    if (value < least || value > most) {
      throw unreadable();
    }
    return value;
  }

  private long date() {
    if (has(TemplateField.JULIAN_DAY)) {
      return values.getOrDefault(TemplateField.JULIAN_DAY, 0L) - Moment.JULIAN_EPOCH;
    }
    if (has(TemplateField.ISO_WEEK)) {
      long week = get(TemplateField.ISO_WEEK, 1, 1, 53);
      long day =
          first(1, TemplateField.ISO_DAY_OF_WEEK, TemplateField.DAY_NAME, TemplateField.DAY_SHORT);
      if (day < 1 || day > 7) {
        throw unreadable();
      }
      return Moment.isoStart(year()) + (week - 1) * 7 + day - 1;
    }
    if (has(TemplateField.ISO_DAY_OF_YEAR)) {
      return Moment.isoStart(year()) + get(TemplateField.ISO_DAY_OF_YEAR, 1, 1, 371) - 1;
    }
    long year = year();
    if (has(TemplateField.DAY_OF_YEAR)) {
      long most = Calendar.isLeap(year) ? 366 : 365;
      return Calendar.days(year, 1, 1) + get(TemplateField.DAY_OF_YEAR, 1, 1, most) - 1;
    }
    if (has(TemplateField.WEEK_OF_YEAR)) {
      return Calendar.days(year, 1, 1) + (get(TemplateField.WEEK_OF_YEAR, 1, 1, 53) - 1) * 7;
    }
    int month = month();
    long day =
        has(TemplateField.WEEK_OF_MONTH)
            ? (get(TemplateField.WEEK_OF_MONTH, 1, 1, 5) - 1) * 7 + 1
            : get(TemplateField.DAY, 1, 1, 31);
    if (day > Calendar.daysInMonth(year, month)) {
      throw unreadable();
    }
    return Calendar.days(year, month, (int) day);
  }

  private int month() {
    if (has(TemplateField.MONTH_ROMAN)) {
      return 13 - (int) get(TemplateField.MONTH_ROMAN, 1, 1, 12);
    }
    long month = first(1, TemplateField.MONTH, TemplateField.MONTH_NAME, TemplateField.MONTH_SHORT);
    if (month < 1 || month > 12) {
      throw unreadable();
    }
    return (int) month;
  }

  private long year() {
    long year;
    if (has(TemplateField.CENTURY)) {
      long century = get(TemplateField.CENTURY, 1, 1, 99);
      long within = first(1, TemplateField.YEAR_2, TemplateField.YEAR_1) % 100;
      year = (century - (within == 0 ? 0 : 1)) * 100 + within;
    } else {
      year =
          first(
              1,
              TemplateField.YEAR_4,
              TemplateField.YEAR_3,
              TemplateField.YEAR_2,
              TemplateField.YEAR_1,
              TemplateField.ISO_YEAR_4,
              TemplateField.ISO_YEAR_3,
              TemplateField.ISO_YEAR_2,
              TemplateField.ISO_YEAR_1);
    }
    boolean before = values.getOrDefault(TemplateField.ERA, 1L) == 0;
    return before ? 1 - year : year;
  }

  private long first(long otherwise, TemplateField... fields) {
    for (TemplateField field : fields) {
      Long value = values.get(field);
      if (value != null) {
        return value;
      }
    }
    return otherwise;
  }

  private long time() {
    long fraction = values.getOrDefault(TemplateField.FRACTION, 0L);
    if (has(TemplateField.SECOND_OF_DAY) || has(TemplateField.SECOND_OF_DAY_5)) {
      long seconds = first(0, TemplateField.SECOND_OF_DAY, TemplateField.SECOND_OF_DAY_5);
      if (seconds >= Calendar.MICROS_PER_DAY / Calendar.MICROS_PER_SECOND) {
        throw unreadable();
      }
      return seconds * Calendar.MICROS_PER_SECOND + fraction;
    }
    long hour;
    if (has(TemplateField.HOUR_12) || has(TemplateField.HOUR)) {
      long shown = first(12, TemplateField.HOUR_12, TemplateField.HOUR);
      if (shown < 1 || shown > 12) {
        throw unreadable();
      }
      boolean afternoon = values.getOrDefault(TemplateField.HALF, 1L) == 0;
      hour = shown % 12 + (afternoon ? 12 : 0);
      if (!has(TemplateField.HALF) && shown == 12) {
        hour = 0;
      }
    } else {
      hour = get(TemplateField.HOUR_24, 0, 0, 23);
    }
    return hour * Calendar.MICROS_PER_HOUR
        + get(TemplateField.MINUTE, 0, 0, 59) * Calendar.MICROS_PER_MINUTE
        + get(TemplateField.SECOND, 0, 0, 59) * Calendar.MICROS_PER_SECOND
        + fraction;
  }

  private UserException unreadable() {
    return new UserException(
            ErrorCode.INVALID_CAST,
            "cannot read '" + text + "' by the template '" + template.text() + "'")
        .hint("a CASE can sort out texts of another form");
  }
}
