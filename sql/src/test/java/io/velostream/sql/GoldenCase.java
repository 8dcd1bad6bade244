package io.velostream.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One case of a golden file:
///
/// ```
/// # title
/// @setting=value
/// SELECT …
/// ----
/// expected text
/// ```
///
/// @param line where it begins in its file
record GoldenCase(
    String title, Map<String, String> settings, String sql, String expected, int line) {

  /// Reads a file; text before the first title is a comment.
  static List<GoldenCase> read(String text) {
    List<GoldenCase> cases = new ArrayList<>();
    String[] blocks = text.split("(?m)^# ", -1);
    int line = 1 + blocks[0].split("\n", -1).length - 1;
    for (int i = 1; i < blocks.length; i++) {
      cases.add(parse(blocks[i], line));
      line += blocks[i].split("\n", -1).length - 1;
    }
    return cases;
  }

  private static GoldenCase parse(String block, int line) {
    int titleEnd = block.indexOf('\n');
    String title = block.substring(0, titleEnd).strip();
    String rest = block.substring(titleEnd + 1);
    Map<String, String> settings = new LinkedHashMap<>();
    while (rest.startsWith("@")) {
      int end = rest.indexOf('\n');
      String[] setting = rest.substring(1, end).split("=", 2);
      settings.put(setting[0], setting[1]);
      rest = rest.substring(end + 1);
    }
    int separator = rest.indexOf("----\n");
    String sql = separator < 0 ? rest : rest.substring(0, separator);
    String expected = separator < 0 ? "" : rest.substring(separator + 5);
    return new GoldenCase(title, settings, sql.strip(), expected.strip(), line);
  }

  /// The case as it stands in a file, with another expectation.
  String with(String result) {
    StringBuilder text = new StringBuilder("# " + title + "\n");
    settings.forEach((key, value) -> text.append("@" + key + "=" + value + "\n"));
    return text.append(sql).append("\n----\n").append(result.strip()).append("\n\n").toString();
  }
}
