package io.velostream.operators.match;

import io.velostream.expression.match.MatchCondition;
import io.velostream.expression.match.MatchDescription;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.Navigation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What conditions can still see of the rows that a thread has taken for some variables. Threads at
/// the same place that look the same to all watches go on in the same way.
///
/// @param variables empty for all
/// @param depth how many of the last rows are seen; all, if [#ALL]
/// @param byName whether conditions can tell the variables of a row from each other
record Watch(Set<Integer> variables, int depth, boolean byName) {
  static final int ALL = Integer.MAX_VALUE;

  /// Whether a row taken for the variable is watched.
  boolean takes(int variable) {
    return variables.isEmpty() || variables.contains(variable);
  }

  /// The watches that conditions need, those of rows by themselves apart.
  static List<Watch> of(MatchDescription match) {
    Map<Set<Integer>, Watch> watches = new LinkedHashMap<>();
    for (int variable = 0; variable < match.conditions().size(); variable++) {
      Optional<MatchCondition> condition = match.conditions().get(variable);
      if (condition.isPresent() && !isLocal(variable, condition.get())) {
        condition.get().slots().forEach(slot -> add(slot, watches));
      }
    }
    return new ArrayList<>(watches.values());
  }

  /// Whether a condition only looks at the row itself and rows beside it in the partition.
  static boolean isLocal(int variable, MatchCondition condition) {
    for (MatchSlot slot : condition.slots()) {
      if (!(slot instanceof MatchSlot.Cell cell) || !isCurrent(cell.row(), variable)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCurrent(Navigation row, int variable) {
    return row.takes(variable) && !row.first() && row.skipped() == 0;
  }

  private static void add(MatchSlot slot, Map<Set<Integer>, Watch> watches) {
    switch (slot) {
      case MatchSlot.Cell cell ->
          add(new Watch(cell.row().variables(), depth(cell.row()), false), watches);
      case MatchSlot.Classifier classifier -> {
        Navigation row = classifier.row();
        // What PREV finds is not among the last rows of the variables.
        int depth = row.moved() == 0 ? depth(row) : ALL;
        add(new Watch(row.variables(), depth, true), watches);
        if (row.moved() != 0) {
          add(new Watch(Set.of(), ALL, true), watches);
        }
      }
      case MatchSlot.Number _ -> {}
      case MatchSlot.Aggregate aggregate ->
          add(new Watch(aggregate.variables(), ALL, false), watches);
    }
  }

  private static int depth(Navigation row) {
    return row.first() ? ALL : row.skipped() + 1;
  }

  private static void add(Watch watch, Map<Set<Integer>, Watch> watches) {
    watches.merge(
        watch.variables,
        watch,
        (a, b) -> new Watch(a.variables, Math.max(a.depth, b.depth), a.byName || b.byName));
  }
}
