package io.velostream.runtime.checkpoint;

import java.util.ArrayList;
import java.util.List;

/// What has changed from one plan to another, in lines of their texts.
final class PlanDifference {
  private PlanDifference() {}

  /// The lines that only one of the texts has, `-` before those of the first, `+` before those of
  /// the second, in order.
  static String of(String before, String now) {
    List<String> a = before.lines().toList();
    List<String> b = now.lines().toList();
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        i++;
        j++;
      } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + a.get(i++));
      } else {
        lines.add("+ " + b.get(j++));
      }
    }
    return String.join("\n", lines);
  }
}
