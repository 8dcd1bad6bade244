package io.velostream.conformance.quidem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The rows of an answer as texts that can be compared: numbers without trailing zeros, times
/// without a fraction that is zero, nested values without blanks and quotes, NULL as nothing.
final class Table {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern MOMENT = Pattern.compile("(.*\\d\\d:\\d\\d:\\d\\d)\\.0+");

  private Table() {}

  /// The rows of an output in any of the three forms of the scripts.
  static List<String> expected(List<String> lines) {
    int first = 0;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    List<String> text = lines.subList(first, lines.size());
    if (text.isEmpty()) {
      return List.of();
    }
    boolean boxed = text.getFirst().startsWith("+-");
    boolean ruled = text.size() > 1 && text.get(1).matches("-[- ]*");
    List<String> rows = new ArrayList<>();
    for (String line : text.subList(1, text.size())) {
      if (boxed && line.startsWith("|")) {
        String inner = line.strip();
        rows.add(row(inner.substring(1, inner.length() - 1).split("\\|", -1)));
      } else if (!boxed && !ruled && !line.matches("\\(\\d+ rows?\\)")) {
        rows.add(row(parts(line)));
      } else if (ruled
          && !line.isBlank()
          && !line.matches("\\d+ rows? selected.*")
          && !line.startsWith("-")
          && !line.startsWith("(")) {
        rows.add(row(line.strip().split("\\s{2,}|\\s", -1)));
      }
    }
    // In the boxed form the first line between the rules is the header.
    return boxed && !rows.isEmpty() ? rows.subList(1, rows.size()) : rows;
  }

  /// The cells of a line, parted by commas outside of brackets where those are in pairs.
  private static String[] parts(String line) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < line.length() && depth >= 0; i++) {
      char c = line.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0 && line.startsWith(", ", i)) {
        parts.add(line.substring(from, i));
        from = i + 2;
      }
    }
    parts.add(line.substring(from));
    return depth == 0 ? parts.toArray(new String[0]) : line.split(", (?![^\\[{(]*[\\]})])", -1);
  }

  static String row(String[] cells) {
    return String.join(" | ", Arrays.stream(cells).map(Table::cell).toList());
  }

  private static String cell(String text) {
    String cell = text.strip();
    if (cell.equals("null")) {
      return "";
    }
    if (NUMBER.matcher(cell).matches()) {
      BigDecimal number = new BigDecimal(cell);
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    var moment = MOMENT.matcher(cell);
    if (moment.matches()) {
      return moment.group(1);
    }
    // Nested texts are quoted here where they would be misread.
    boolean nested = cell.startsWith("[") || cell.startsWith("{");
    // Calcite prints no names of fields, and NULL in small letters.
    return nested
        ? cell.replaceAll("'[^']*': ?", "")
            .replace("'", "")
            .replaceAll("[\\s\"]", "")
            .replaceAll("\\bNULL\\b", "null")
            .replace('=', ':')
        : cell;
  }
}
