package io.velostream.conformance.logic;

import io.velostream.conformance.logic.LogicRecord.Order;
import io.velostream.conformance.logic.LogicRecord.Query;
import io.velostream.conformance.logic.LogicRecord.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a script record by record: some have half a million lines.
///
/// What stands behind `onlyif` is for other databases, and is left out; so are `hash-threshold`,
/// which only says how answers are written, and all that follows a `halt`.
final class LogicScript {
  private final BufferedReader lines;
  private int line;

  LogicScript(BufferedReader lines) {
    this.lines = lines;
  }

  /// The next record, or null at the end.
  @Nullable LogicRecord next() throws IOException {
    boolean ours = true;
    for (String text = read(); text != null; text = read()) {
      String[] words = text.strip().split("\\s+", 0);
      switch (words[0]) {
        case "onlyif" -> ours = false;
        case "halt" -> {
          if (ours) {
            return null;
          }
          ours = true;
        }
        case "statement" -> {
          Statement statement = new Statement(line, sql(), words[1].equals("ok"));
          if (ours) {
            return statement;
          }
          ours = true;
        }
        case "query" -> {
          Query query = query(words);
          if (ours) {
            return query;
          }
          ours = true;
        }
        default -> {
          // A blank line, a comment, `skipif` another database, `hash-threshold`.
        }
      }
    }
    return null;
  }

  private Query query(String[] words) throws IOException {
    int first = line;
    List<String> sql = new ArrayList<>();
    String text = read();
    while (text != null && !text.isBlank() && !text.equals("----")) {
      sql.add(text);
      text = read();
    }
    List<String> expected = new ArrayList<>();
    if (text != null && text.equals("----")) {
      for (text = read(); text != null && !text.isEmpty(); text = read()) {
        expected.add(text);
      }
    }
    Order order =
        words.length > 2 ? Order.valueOf(words[2].toUpperCase(Locale.ROOT)) : Order.NOSORT;
    return new Query(first, String.join("\n", sql), words[1], order, expected);
  }

  private String sql() throws IOException {
    List<String> sql = new ArrayList<>();
    for (String text = read(); text != null && !text.isBlank(); text = read()) {
      sql.add(text);
    }
    return String.join("\n", sql);
  }

  private @Nullable String read() throws IOException {
    line++;
    return lines.readLine();
  }
}
