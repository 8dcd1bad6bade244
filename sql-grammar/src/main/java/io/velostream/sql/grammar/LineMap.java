package io.velostream.sql.grammar;

import java.util.Arrays;

/// Finds the character of a text at a line and column. A line ends with a line feed, a carriage
/// return, or both, as the tokenizer has it.
final class LineMap {
  private final int[] starts;
  private final String text;

  LineMap(String text) {
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (lineEnd) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
    this.text = text;
  }

  /// The offset of a position, both numbers from 1; never beyond the end of the text.
  int offset(int line, int column) {
    int start = starts[Math.clamp(line - 1, 0, starts.length - 1)];
    return Math.clamp((long) start + column - 1, 0, text.length());
  }

  /// The character at a position, as text; empty at the end.
  String characterAt(int line, int column) {
    int offset = offset(line, column);
    return offset < text.length() ? Character.toString(text.codePointAt(offset)) : "";
  }

  /// Line and column of the last place where a comment may begin.
  int[] lastComment() {
    int offset = Math.max(0, text.lastIndexOf("/*"));
    int line = Arrays.binarySearch(starts, offset);
    line = line < 0 ? -line - 2 : line;
    return new int[] {line + 1, offset - starts[line] + 1};
  }
}
