package io.velostream.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/// Columns of text, aligned by blanks: the first two to the left, the others to the right.
final class TextTable {
  private static final int LEFT_ALIGNED = 2;

  private final List<List<String>> rows = new ArrayList<>();

  /// Adds a row; all rows have the same number of cells.
  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /// The rows as lines.
  String render() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ");
        line.append(c < LEFT_ALIGNED ? row.get(c) + padding : padding + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
