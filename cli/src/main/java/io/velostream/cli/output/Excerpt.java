package io.velostream.cli.output;

/// A line of a script with a place in it, cut so that it fits into the line of a terminal.
///
/// @param text what is shown of the line; `…` stands for what is left out
/// @param indent characters in front of the place
/// @param width characters of the place, 1 at least
record Excerpt(String text, int indent, int width) {
  private static final String MORE = "…";

  /// @param line the line, without tabs
  /// @param from the first character of the place, from 0
  /// @param to the character behind it
  /// @param most how many characters can be shown
  static Excerpt of(String line, int from, int to, int most) {
    int width = Math.max(1, Math.min(to, line.length()) - from);
    int shown = Math.max(most, 2 * MORE.length() + 1);
    if (line.length() <= shown) {
      return new Excerpt(line, from, width);
    }
    // Half of it for what comes before, from which most errors are understood.
    int start = Math.max(0, Math.min(from - shown / 2, line.length() - shown));
    int end = Math.min(line.length(), start + shown);
    String before = start > 0 ? MORE : "";
    String behind = end < line.length() ? MORE : "";
    String text = before + line.substring(start + before.length(), end - behind.length()) + behind;
    int indent = Math.min(from - start, shown);
    return new Excerpt(text, indent, Math.max(1, Math.min(width, shown - indent)));
  }
}
