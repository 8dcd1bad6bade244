package io.velostream.conformance.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Markdown page as lines, with its examples.
record Document(String name, List<String> lines, List<Example> examples) {
  private static final String FENCE = "```";
  private static final String SQL = FENCE + "sql";
  private static final String TEXT = FENCE + "text";

  /// Finds the examples of a page. A block of SQL starts with ` ```sql `; its output is the block `
  /// ```text ` below it, with nothing but empty lines between.
  static Document parse(String name, String text) {
    List<String> lines = text.lines().toList();
    List<Example> examples = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      if (line.startsWith(FENCE)) {
        int end = endOfBlock(name, lines, at);
        if (line.equals(SQL) || line.startsWith(SQL + " ")) {
          examples.add(example(name, lines, at, end));
        }
        at = end;
      }
      at++;
    }
    return new Document(name, lines, examples);
  }

  private static Example example(String name, List<String> lines, int fence, int end) {
    String word = lines.get(fence).substring(SQL.length()).strip();
    String sql = String.join("\n", lines.subList(fence + 1, end));
    return new Example(
        fence + 2, word.isEmpty() ? "table" : word, sql, end + 1, output(name, lines, end + 1));
  }

  private static Optional<Example.Output> output(String name, List<String> lines, int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
    if (at == lines.size() || !lines.get(at).equals(TEXT)) {
      return Optional.empty();
    }
    int end = endOfBlock(name, lines, at);
    return Optional.of(new Example.Output(at + 1, end, lines.subList(at + 1, end)));
  }

  private static int endOfBlock(String name, List<String> lines, int fence) {
    for (int at = fence + 1; at < lines.size(); at++) {
      if (lines.get(at).equals(FENCE)) {
        return at;
      }
    }
    throw new AssertionError(name + ":" + (fence + 1) + " the block has no end");
  }

  /// The page with these outputs, one per example; an empty output leaves no block behind where
  /// there was none.
  String with(List<List<String>> outputs) {
    List<String> result = new ArrayList<>();
    int copied = 0;
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      List<String> output = outputs.get(i);
      if (example.output().isPresent()) {
        result.addAll(lines.subList(copied, example.output().get().start()));
        result.addAll(output);
        copied = example.output().get().end();
      } else if (!output.isEmpty()) {
        result.addAll(lines.subList(copied, example.nextLine()));
        result.addAll(List.of("", TEXT));
        result.addAll(output);
        result.add(FENCE);
        copied = example.nextLine();
      }
    }
    result.addAll(lines.subList(copied, lines.size()));
    return String.join("\n", result) + "\n";
  }
}
