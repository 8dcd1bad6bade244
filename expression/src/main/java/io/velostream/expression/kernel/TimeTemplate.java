package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A format of dates and times in the words of the SQL standard and of PostgreSQL: `YYYY-MM-DD
/// HH24:MI:SS.FF3`.
///
/// Names take the case of their word: `MONTH`, `Month`, `month`. `FM` before an element drops its
/// padding. Text in double quotes stands for itself, and so does what is neither letter nor digit.
final class TimeTemplate {
  /// Part of a template: an element, or text (then `field` is empty).
  ///
  /// @param word as written in the template
  /// @param bare without padding
  record Piece(List<TemplateField> field, String word, boolean bare) {
    boolean isText() {
      return field.isEmpty();
    }

    TemplateField element() {
      return field.getFirst();
    }
  }

  private final String template;
  private final List<Piece> pieces;

  private TimeTemplate(String template, List<Piece> pieces) {
    this.template = template;
    this.pieces = List.copyOf(pieces);
  }

  /// @throws UserException when it is none
  static TimeTemplate of(String template) {
    List<Piece> pieces = new ArrayList<>();
    boolean bare = false;
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      List<TemplateField> field = TemplateField.at(template, at);
      if (c == '"') {
        int end = template.indexOf('"', at + 1);
        int stop = end < 0 ? template.length() : end;
        pieces.add(new Piece(List.of(), template.substring(at + 1, stop), false));
        at = stop + 1;
      } else if (template.regionMatches(true, at, "FM", 0, 2)) {
        bare = true;
        at += 2;
      } else if (!field.isEmpty()) {
        int end = at + field.getFirst().word.length();
        pieces.add(new Piece(field, template.substring(at, end), bare));
        bare = false;
        at = end;
      } else if (!Character.isLetterOrDigit(c) || c == 'T' || c == 'Z') {
        pieces.add(new Piece(List.of(), String.valueOf(c), false));
        at++;
      } else {
        throw unknown(template, at);
      }
    }
    return new TimeTemplate(template, pieces);
  }

  private static UserException unknown(String template, int at) {
    return new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "'%s' is no template of dates and times: it has '%s'"
                .formatted(template, template.substring(at)))
        .hint("it may have " + TemplateField.words() + ", FM, and text in double quotes");
  }

  List<Piece> pieces() {
    return pieces;
  }

  String text() {
    return template;
  }

  /// A timestamp as text.
  ///
  /// @param padded whether names of months and days are padded to nine letters
  Slice print(long micros, boolean padded) {
    Moment moment = Moment.of(micros);
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(piece.isText() ? piece.word : print(piece, moment, padded && !piece.bare));
    }
    return Slice.utf8(text.toString());
  }

  private static String print(Piece piece, Moment moment, boolean padded) {
    TemplateField field = piece.element();
    return switch (field) {
      case MONTH_NAME, DAY_NAME -> {
        String name =
            field == TemplateField.MONTH_NAME
                ? TimeNames.MONTHS.get(moment.month() - 1)
                : TimeNames.DAYS.get(moment.isoDay() - 1);
        String cased = cased(name, piece.word);
        yield padded ? cased + " ".repeat(field.width - name.length()) : cased;
      }
      case MONTH_SHORT ->
          cased(TimeNames.MONTHS.get(moment.month() - 1).substring(0, 3), piece.word);
      case DAY_SHORT -> cased(TimeNames.DAYS.get(moment.isoDay() - 1).substring(0, 3), piece.word);
      case MONTH_ROMAN -> {
        String roman = cased(TimeNames.ROMAN.get(moment.month() - 1), piece.word);
        yield padded ? roman + " ".repeat(field.width - roman.length()) : roman;
      }
      case HALF, HALF_PM -> cased(moment.hour() < 12 ? "AM" : "PM", piece.word);
      case HALF_DOTTED, HALF_DOTTED_PM -> cased(moment.hour() < 12 ? "A.M." : "P.M.", piece.word);
      case ERA, ERA_BC -> cased(moment.year() > 0 ? "AD" : "BC", piece.word);
      case ERA_DOTTED, ERA_DOTTED_BC -> cased(moment.year() > 0 ? "A.D." : "B.C.", piece.word);
      case COMMA_YEAR -> "%d,%03d".formatted(moment.shownYear() / 1000, moment.shownYear() % 1000);
      case YEAR_4, ROUNDED_YEAR_4 -> digits(moment.shownYear(), piece);
      case YEAR_3 -> digits(moment.shownYear() % 1000, piece);
      case YEAR_2, ROUNDED_YEAR_2 -> digits(moment.shownYear() % 100, piece);
      case YEAR_1 -> digits(moment.shownYear() % 10, piece);
      case ISO_YEAR_4 -> digits(moment.isoYear(), piece);
      case ISO_YEAR_3 -> digits(Math.floorMod(moment.isoYear(), 1000), piece);
      case ISO_YEAR_2 -> digits(Math.floorMod(moment.isoYear(), 100), piece);
      case ISO_YEAR_1 -> digits(Math.floorMod(moment.isoYear(), 10), piece);
      case CENTURY -> digits((moment.shownYear() + 99) / 100, piece);
      case QUARTER -> digits((moment.month() + 2) / 3, piece);
      case MONTH -> digits(moment.month(), piece);
      case ISO_DAY_OF_YEAR -> digits(moment.days() - moment.isoStart() + 1, piece);
      case DAY_OF_YEAR -> digits(moment.dayOfYear(), piece);
      case DAY -> digits(moment.day(), piece);
      case ISO_DAY_OF_WEEK -> digits(moment.isoDay(), piece);
      case DAY_OF_WEEK -> digits(moment.isoDay() % 7 + 1, piece);
      case ISO_WEEK -> digits((moment.days() - moment.isoStart()) / 7 + 1, piece);
      case WEEK_OF_YEAR -> digits((moment.dayOfYear() - 1) / 7 + 1, piece);
      case WEEK_OF_MONTH -> digits((moment.day() - 1) / 7 + 1, piece);
      case JULIAN_DAY -> digits(moment.days() + Moment.JULIAN_EPOCH, piece);
      case HOUR_24 -> digits(moment.hour(), piece);
      case HOUR_12, HOUR -> digits((moment.hour() + 11) % 12 + 1, piece);
      case MINUTE -> digits(moment.micros() / Calendar.MICROS_PER_MINUTE % 60, piece);
      case SECOND -> digits(moment.micros() / Calendar.MICROS_PER_SECOND % 60, piece);
      case SECOND_OF_DAY, SECOND_OF_DAY_5 ->
          digits(moment.micros() / Calendar.MICROS_PER_SECOND, piece);
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
          "%06d000"
              .formatted(moment.micros() % Calendar.MICROS_PER_SECOND)
              .substring(0, field.width);
    };
  }

  private static String digits(long value, Piece piece) {
    String digits = Long.toString(value);
    int missing = piece.bare ? 0 : piece.element().width - digits.length();
    return missing > 0 ? "0".repeat(missing) + digits : digits;
  }

  /// A name in the case of the template's word: `MONTH`, `Month` or `month`.
  private static String cased(String name, String word) {
    if (Character.isLowerCase(word.charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    boolean capital = word.length() < 2 || !Character.isLowerCase(word.charAt(1));
    return capital ? name.toUpperCase(Locale.ROOT) : name;
  }
}
