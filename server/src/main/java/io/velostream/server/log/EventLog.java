package io.velostream.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/// What the server has to say, one line an event: time, level, name, then `key=value` pairs, values
/// in double quotes where they have blanks. May be called by any thread.
///
/// @param lines takes whole lines
public record EventLog(Consumer<String> lines, java.util.function.LongSupplier wallMicros) {

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
    StringBuilder line = new StringBuilder();
    long micros = wallMicros.getAsLong();
    line.append(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS));
    line.append(' ').append(level).append(' ').append(event);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      String value = String.valueOf(pairs[i + 1]);
      if (!value.isEmpty()) {
        line.append(' ').append(pairs[i]).append('=').append(quoted(value));
      }
    }
    lines.accept(line.toString());
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
