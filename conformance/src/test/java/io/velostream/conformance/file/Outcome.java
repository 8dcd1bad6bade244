package io.velostream.conformance.file;

import java.util.List;

/// What one expectation of a file came to.
///
/// @param line where it stands
/// @param expected what the file says, and where
/// @param actual the lines as the engine gives them, for writing back
/// @param failure empty when it holds
public record Outcome(int line, Entry.Expected expected, List<String> actual, String failure) {
  static final Entry.Expected NOTHING = new Entry.Expected(List.of(), false, -1, -1);

  /// Whether the expectation holds.
  public boolean holds() {
    return failure.isEmpty();
  }

  static Outcome ok(int line) {
    return new Outcome(line, NOTHING, List.of(), "");
  }

  static Outcome failed(int line, String failure) {
    return new Outcome(line, NOTHING, List.of(), failure);
  }

  static Outcome compared(
      int line, Entry.Expected expected, List<String> shown, List<String> want, List<String> got) {
    String failure = want.equals(got) ? "" : "expected\n" + block(want) + "but got\n" + block(got);
    return new Outcome(line, expected, shown, failure);
  }

  /// Each wanted line must be a part of some line; such an expectation is never written back.
  static Outcome contained(int line, List<String> want, List<String> got) {
    List<String> missing =
        want.stream().filter(w -> got.stream().noneMatch(g -> g.contains(w.strip()))).toList();
    return missing.isEmpty()
        ? ok(line)
        : failed(line, "expected\n" + block(missing) + "as parts of\n" + block(got));
  }

  private static String block(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(l -> text.append("    ").append(l).append('\n'));
    return lines.isEmpty() ? "    (nothing)\n" : text.toString();
  }
}
