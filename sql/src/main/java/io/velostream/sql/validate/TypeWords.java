package io.velostream.sql.validate;

import java.util.List;
import java.util.stream.Collectors;

/// Types and forms of functions, as Calcite's messages have them, in words of SQL.
final class TypeWords {
  /// Calcite lists the forms for every combination of types.
  private static final int MOST_FORMS = 4;

  private TypeWords() {}

  /// The names of types in a text.
  static String of(String text) {
    return text.replace("NOT<", "NOT <")
        .replaceAll("<([^<>]*?)>", "$1")
        .replace(" NOT NULL", "")
        .replaceAll("RECORDTYPE\\((?:[^()]|\\([^()]*\\))*\\)", "TABLE")
        .replace("COLUMN_LIST", "DESCRIPTOR")
        .replace(" CHARACTER SET \"UTF-8\"", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /// The first few of the forms that a message lists.
  static String forms(String text) {
    List<String> forms =
        text.strip()
            .replace("'", "")
            .replace("NOT<", "NOT <")
            .replace("<NUMERIC>", "number")
            .replace("<APPROXIMATE_NUMERIC>", "number")
            .replace("<DATETIME_INTERVAL>", "interval")
            .replace("<DATETIME>", "time")
            .replace("<STRING>", "text")
            .replace("<CHARACTER>", "text")
            .replace("<EQUIVALENT_TYPE>", "value")
            .replace("<COMPARABLE_TYPE>", "value")
            .replaceAll("<([A-Z_]+)>", "$1")
            .lines()
            .toList();
    return forms.stream().limit(MOST_FORMS).map(String::strip).collect(Collectors.joining(", "));
  }
}
