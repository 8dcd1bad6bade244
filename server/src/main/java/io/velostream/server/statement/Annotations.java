package io.velostream.server.statement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the comments above a statement say about its job: lines `-- @name: value`.
final class Annotations {
  /// Names the job.
  static final String JOB_NAME = "job_name";

  /// Annotations that are settings by another name.
  private static final Map<String, String> SETTINGS = Map.of("batch_size", "batch.rows");

  private static final Pattern LINE = Pattern.compile("--\\s*@([A-Za-z_][\\w.]*)\\s*:?\\s*(.*)");

  private Annotations() {}

  /// The annotations between a statement and the one before it.
  ///
  /// @param line of the statement in the script, from 1
  static Map<String, String> above(String script, int line) {
    Map<String, String> found = new LinkedHashMap<>();
    List<String> lines = script.lines().toList();
    for (int i = line - 2; i >= 0; i--) {
      String text = lines.get(i).strip();
      if (!text.isEmpty() && !text.startsWith("--")) {
        break;
      }
      Matcher matcher = LINE.matcher(text);
      if (matcher.matches()) {
        found.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2).strip());
      }
    }
    return found;
  }

  /// The settings among them.
  static Map<String, String> settings(Map<String, String> annotations) {
    Map<String, String> settings = new LinkedHashMap<>();
    SETTINGS.forEach((annotation, setting) -> {
      String value = annotations.get(annotation);
      if (value != null) {
        settings.put(setting, value);
      }
    });
    return settings;
  }

  /// Those that are kept and shown, but change nothing.
  static List<String> withoutEffect(Map<String, String> annotations) {
    return annotations.keySet().stream()
        .filter(name -> !name.equals(JOB_NAME) && !SETTINGS.containsKey(name))
        .sorted()
        .toList();
  }
}
