package io.velostream.conformance.file;

import io.velostream.conformance.file.Entry.Expected;
import io.velostream.conformance.file.Entry.ExpectedError;
import io.velostream.conformance.file.Entry.InputRow;
import io.velostream.conformance.file.Entry.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A parsed test file. Blocks are parted by blank lines; `#` starts a comment line.
///
/// @param lines the text, for writing answers back
public record TestFile(String name, List<String> lines, List<Entry> entries) {
  private static final String RULE = "----";

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException when it does not follow the format, with the line
  public static TestFile parse(String name, String text) {
    List<String> lines = List.of(text.split("\n", -1));
    return new TestFile(name, lines, new Parser(name, lines).parse());
  }

  /// How many expectations it holds: statements, queries and steps.
  public int caseCount() {
    int count = 0;
    for (Entry entry : entries) {
      count +=
          switch (entry) {
            case Entry.Setting _, Entry.Table _, Entry.Stream _ -> 0;
            case Entry.Statement _, Entry.Query _ -> 1;
            case Entry.Watch watch -> watch.steps().size();
          };
    }
    return count;
  }

  private static final class Parser {
    private final String name;
    private final List<String> lines;
    private final List<Entry> entries = new ArrayList<>();
    private int at;

    Parser(String name, List<String> lines) {
      this.name = name;
      this.lines = lines;
    }

    List<Entry> parse() {
      while (at < lines.size()) {
        String line = lines.get(at).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          at++;
        } else {
          block(line);
        }
      }
      return List.copyOf(entries);
    }

    private void block(String line) {
      int start = at + 1;
      List<String> words = Arrays.asList(line.split("\\s+"));
      String rest = line.substring(words.getFirst().length()).strip();
      switch (words.getFirst()) {
        case "set" -> {
          at++;
          String value = rest.substring(rest.indexOf(' ') + 1).strip();
          entries.add(new Entry.Setting(start, words.get(1), value));
        }
        case "table" -> table(start, rest);
        case "stream" -> {
          at++;
          entries.add(new Entry.Stream(start, TableText.parse(rest)));
        }
        case "statement" -> statement(start, rest);
        case "query" -> query(start, words, false);
        case "changes" -> query(start, words, true);
        case "watch" -> watch(start, rest);
        case "step" -> step(start, rest, false);
        case "end" -> step(start, rest, true);
        default -> throw fault("unknown block '" + words.getFirst() + "'");
      }
    }

    private void table(int start, String head) {
      at++;
      List<List<InputRow>> batches = new ArrayList<>();
      batches.add(new ArrayList<>());
      for (; !atBlank(); at++) {
        String line = lines.get(at);
        if (line.strip().equals("--")) {
          batches.add(new ArrayList<>());
        } else if (!line.startsWith("#")) {
          batches.getLast().add(inputRow("", line, false));
        }
      }
      entries.add(new Entry.Table(start, TableText.parse(head), batches));
    }

    private InputRow inputRow(String table, String line, boolean mustBeSigned) {
      boolean signed = line.startsWith("+ ") || line.startsWith("- ");
      if (mustBeSigned && !signed) {
        throw fault("a row starts with + or -");
      }
      long weight = line.startsWith("- ") ? -1 : 1;
      return new InputRow(at + 1, table, weight, signed ? line.substring(2) : line);
    }

    private void statement(int start, String rest) {
      at++;
      Optional<ExpectedError> error = Optional.empty();
      if (rest.startsWith("error")) {
        error = Optional.of(error(rest.substring("error".length()).strip()));
      } else if (!rest.equals("ok")) {
        throw fault("'statement ok' or 'statement error CODE'");
      }
      String sql = sql();
      entries.add(new Entry.Statement(start, sql, error, expected()));
    }

    private static ExpectedError error(String text) {
      String[] parts = text.split("\\s+", 2);
      String rest = parts.length > 1 ? parts[1] : "";
      if (rest.matches("\\d+:\\d+(\\s.*)?")) {
        String[] more = rest.split("\\s+", 2);
        return new ExpectedError(
            parts[0], Optional.of(more[0]), more.length > 1 ? more[1].strip() : "");
      }
      return new ExpectedError(parts[0], Optional.empty(), rest.strip());
    }

    private void query(int start, List<String> words, boolean signed) {
      Set<String> options = Set.copyOf(words.subList(1, words.size()));
      if (!Set.of("nosort", "header", "contains", "one-batch").containsAll(options)) {
        throw fault("options are nosort, header, contains, one-batch");
      }
      at++;
      String sql = sql();
      Entry.QueryMode mode =
          new Entry.QueryMode(
              options.contains("nosort"),
              options.contains("header"),
              signed,
              options.contains("contains"),
              options.contains("one-batch"));
      entries.add(new Entry.Query(start, sql, mode, expected()));
    }

    private void watch(int start, String rest) {
      at++;
      boolean oneBatch = rest.startsWith("one-batch");
      String first = oneBatch ? rest.substring("one-batch".length()).strip() : rest;
      String more = sql();
      String sql = first.isEmpty() ? more : more.isEmpty() ? first : first + "\n" + more;
      entries.add(new Entry.Watch(start, sql, oneBatch, new ArrayList<>()));
    }

    private void step(int start, String rest, boolean end) {
      if (entries.isEmpty() || !(entries.getLast() instanceof Entry.Watch watch)) {
        throw fault("a step needs a watch before it");
      }
      Optional<ExpectedError> error =
          rest.startsWith("error")
              ? Optional.of(error(rest.substring("error".length()).strip()))
              : Optional.empty();
      at++;
      List<InputRow> input = new ArrayList<>();
      String table = "";
      for (; !atBlank() && !lines.get(at).equals(RULE); at++) {
        String line = lines.get(at);
        if (line.startsWith("into ")) {
          table = line.substring("into ".length()).strip();
        } else if (!line.startsWith("#")) {
          input.add(inputRow(table, line, true));
        }
      }
      watch.steps().add(new Step(start, end, List.copyOf(input), error, expected()));
    }

    private String sql() {
      List<String> text = new ArrayList<>();
      for (; !atBlank() && !lines.get(at).equals(RULE); at++) {
        text.add(lines.get(at));
      }
      return String.join("\n", text);
    }

    private Expected expected() {
      if (atBlank()) {
        return new Expected(List.of(), false, at, at);
      }
      at++;
      int from = at;
      while (!atBlank()) {
        at++;
      }
      return new Expected(lines.subList(from, at), true, from, at);
    }

    private boolean atBlank() {
      return at >= lines.size() || lines.get(at).isBlank();
    }

    private IllegalArgumentException fault(String message) {
      return new IllegalArgumentException(name + ":" + (at + 1) + ": " + message);
    }
  }
}
