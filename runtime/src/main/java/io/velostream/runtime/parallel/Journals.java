package io.velostream.runtime.parallel;

import io.velostream.runtime.table.SideTable;
import java.util.List;

/// The side tables of all pipelines that belong together.
final class Journals {
  private Journals() {}

  /// Adds the rows of all tables to one, in order of their moments, those of a moment in order of
  /// the pipelines.
  static void join(List<Journal> journals, SideTable into) {
    int[] next = new int[journals.size()];
    while (true) {
      int first = -1;
      for (int i = 0; i < next.length; i++) {
        Journal journal = journals.get(i);
        if (next[i] < journal.size()
            && (first < 0 || journal.moment(next[i]) < journals.get(first).moment(next[first]))) {
          first = i;
        }
      }
      if (first < 0) {
        return;
      }
      Journal journal = journals.get(first);
      int entry = next[first]++;
      into.addAll(journal.table(), journal.countAfter(entry - 1), journal.countAfter(entry));
    }
  }
}
