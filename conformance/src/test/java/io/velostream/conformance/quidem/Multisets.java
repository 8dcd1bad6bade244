package io.velostream.conformance.quidem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Values of type MULTISET in rows of [Table]: the order in which their elements are printed means
/// nothing, so that they are put in one order before they are compared.
final class Multisets {
  private static final String BETWEEN_CELLS = " | ";

  private Multisets() {}

  /// The rows with the elements of these columns, counted from 0, in order.
  static List<String> ordered(List<String> rows, List<Integer> columns) {
    return columns.isEmpty() ? rows : rows.stream().map(row -> ordered(row, columns)).toList();
  }

  private static String ordered(String row, List<Integer> columns) {
    String[] cells = row.split(" \\| ", -1);
    for (int column : columns) {
      if (column < cells.length && cells[column].startsWith("[")) {
        cells[column] = ordered(cells[column]);
      }
    }
    return String.join(BETWEEN_CELLS, cells);
  }

  private static String ordered(String multiset) {
    String inner = multiset.substring(1, multiset.length() - 1);
    List<String> elements = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0 && c == ',') {
        elements.add(inner.substring(from, i));
        from = i + 1;
      }
    }
    elements.add(inner.substring(from));
    Collections.sort(elements);
    return "[" + String.join(",", elements) + "]";
  }
}
