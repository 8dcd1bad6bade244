package io.velostream.expression.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The elements of a template of dates and times, longest words first where one begins another.
///
/// @see TimeTemplate
enum TemplateField {
  COMMA_YEAR("Y,YYY", 0),
  ISO_YEAR_4("IYYY", 4),
  ISO_YEAR_3("IYY", 3),
  ISO_YEAR_2("IY", 2),
  YEAR_4("YYYY", 4),
  YEAR_3("YYY", 3),
  YEAR_2("YY", 2),
  YEAR_1("Y", 1),
  ROUNDED_YEAR_4("RRRR", 4),
  ROUNDED_YEAR_2("RR", 2),
  CENTURY("CC", 2),
  QUARTER("Q", 1),
  MONTH_NAME("MONTH", 9),
  MONTH_SHORT("MON", 0),
  MONTH("MM", 2),
  MONTH_ROMAN("RM", 4),
  ISO_DAY_OF_YEAR("IDDD", 3),
  DAY_OF_YEAR("DDD", 3),
  DAY("DD", 2),
  DAY_NAME("DAY", 9),
  DAY_SHORT("DY", 0),
  ISO_DAY_OF_WEEK("ID", 1),
  DAY_OF_WEEK("D", 1),
  ISO_WEEK("IW", 2),
  WEEK_OF_YEAR("WW", 2),
  WEEK_OF_MONTH("W", 1),
  ISO_YEAR_1("I", 1),
  JULIAN_DAY("J", 0),
  HOUR_24("HH24", 2),
  HOUR_12("HH12", 2),
  HOUR("HH", 2),
  MINUTE("MI", 2),
  SECOND_OF_DAY_5("SSSSS", 5),
  SECOND_OF_DAY("SSSS", 5),
  SECOND("SS", 2),
  MILLISECOND("MS", 3),
  MICROSECOND("US", 6),
  FRACTION_1("FF1", 1),
  FRACTION_2("FF2", 2),
  FRACTION_3("FF3", 3),
  FRACTION_4("FF4", 4),
  FRACTION_5("FF5", 5),
  FRACTION_6("FF6", 6),
  FRACTION_7("FF7", 7),
  FRACTION_8("FF8", 8),
  FRACTION_9("FF9", 9),
  FRACTION("FF", 6),
  HALF_DOTTED("A.M.", 0),
  HALF_DOTTED_PM("P.M.", 0),
  HALF("AM", 0),
  HALF_PM("PM", 0),
  ERA_DOTTED("A.D.", 0),
  ERA_DOTTED_BC("B.C.", 0),
  ERA("AD", 0),
  ERA_BC("BC", 0);

  private static final List<TemplateField> LONGEST_FIRST =
      Arrays.stream(values())
          .sorted((a, b) -> Integer.compare(b.word.length(), a.word.length()))
          .toList();

  /// How it is written, in capital letters.
  final String word;

  /// The number of digits, or of letters that a name is padded to; 0 if there is no such number.
  final int width;

  TemplateField(String word, int width) {
    this.word = word;
    this.width = width;
  }

  /// The longest element that a template has at a place, in any case of letters; none if there is
  /// none.
  static List<TemplateField> at(String template, int place) {
    String rest = template.substring(place, Math.min(template.length(), place + 6));
    String upper = rest.toUpperCase(Locale.ROOT);
    return LONGEST_FIRST.stream().filter(field -> upper.startsWith(field.word)).limit(1).toList();
  }

  /// All words, for messages.
  static String words() {
    return String.join(" ", Arrays.stream(values()).map(field -> field.word).toList());
  }

  /// Whether a text has digits for it.
  boolean isNumber() {
    return switch (this) {
      case MONTH_NAME,
          MONTH_SHORT,
          MONTH_ROMAN,
          DAY_NAME,
          DAY_SHORT,
          HALF_DOTTED,
          HALF_DOTTED_PM,
          HALF,
          HALF_PM,
          ERA_DOTTED,
          ERA_DOTTED_BC,
          ERA,
          ERA_BC ->
          false;
      case COMMA_YEAR,
          ISO_YEAR_4,
          ISO_YEAR_3,
          ISO_YEAR_2,
          ISO_YEAR_1,
          YEAR_4,
          YEAR_3,
          YEAR_2,
          YEAR_1,
          ROUNDED_YEAR_4,
          ROUNDED_YEAR_2,
          CENTURY,
          QUARTER,
          MONTH,
          ISO_DAY_OF_YEAR,
          DAY_OF_YEAR,
          DAY,
          ISO_DAY_OF_WEEK,
          DAY_OF_WEEK,
          ISO_WEEK,
          WEEK_OF_YEAR,
          WEEK_OF_MONTH,
          JULIAN_DAY,
          HOUR_24,
          HOUR_12,
          HOUR,
          MINUTE,
          SECOND_OF_DAY_5,
          SECOND_OF_DAY,
          SECOND,
          MILLISECOND,
          MICROSECOND,
          FRACTION_1,
          FRACTION_2,
          FRACTION_3,
          FRACTION_4,
          FRACTION_5,
          FRACTION_6,
          FRACTION_7,
          FRACTION_8,
          FRACTION_9,
          FRACTION ->
          true;
    };
  }
}
