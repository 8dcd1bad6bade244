package io.velostream.server.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.server.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What the server has to say, one line an event: time, level, name, then `key=value` pairs, values
/// in double quotes where they have blanks; or the same as an object of JSON. May be called by any
/// thread.
///
/// @param lines takes whole lines
public record EventLog(Consumer<String> lines, LongSupplier wallMicros, Form form) {
  /// What a line looks like.
  public enum Form {
    /// For people, and tools that read `key=value`.
    TEXT,
    /// One object of JSON a line: `time`, `level`, `event`, and what else there is, all as texts.
    JSON
  }

  /// A log of lines of text.
  public EventLog(Consumer<String> lines, LongSupplier wallMicros) {
    this(lines, wallMicros, Form.TEXT);
  }

  /// Says nothing.
  public static final EventLog NONE = new EventLog(_ -> {}, () -> 0);

  /// As it should be.
  public void info(String event, Object... pairs) {
    line("INFO", event, pairs);
  }

  /// Somebody should know.
  public void warn(String event, Object... pairs) {
    line("WARN", event, pairs);
  }

  /// Something is broken.
  public void error(String event, Throwable thrown, Object... pairs) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    Object[] all = java.util.Arrays.copyOf(pairs, pairs.length + 2);
    all[pairs.length] = "error";
    all[pairs.length + 1] = trace.toString().strip();
    line("ERROR", event, all);
  }

  private void line(String level, String event, Object... pairs) {
    String time =
        Instant.EPOCH
            .plus(wallMicros.getAsLong(), ChronoUnit.MICROS)
            .truncatedTo(ChronoUnit.MILLIS)
            .toString();
    lines.accept(
        switch (form) {
          case TEXT -> text(time, level, event, pairs);
          case JSON -> json(time, level, event, pairs);
        });
  }

  private static String text(String time, String level, String event, Object... pairs) {
    StringBuilder line = new StringBuilder();
    line.append(time).append(' ').append(level).append(' ').append(event);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      String value = String.valueOf(pairs[i + 1]);
      if (!value.isEmpty()) {
        line.append(' ').append(pairs[i]).append('=').append(quoted(value));
      }
    }
    return line.toString();
  }

  private static String json(String time, String level, String event, Object... pairs) {
    ObjectNode line = Json.object().put("time", time).put("level", level).put("event", event);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      Json.putUnlessEmpty(line, String.valueOf(pairs[i]), String.valueOf(pairs[i + 1]));
    }
    return line.toString();
  }

  private static String quoted(String value) {
    boolean plain = value.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && c != '\\');
    if (plain) {
      return value;
    }
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }
}
