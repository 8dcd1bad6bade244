package io.velostream.expression.match;

import java.util.Set;

/// Which row of a match is meant: first the row that FIRST or LAST finds among those of some
/// variables, then the one that PREV or NEXT finds from there in the partition.
///
/// @param variables those whose rows count; all rows of the match, without any
/// @param first whether `skipped` counts from the first row, not from the last
/// @param skipped how many rows of the variables to pass over
/// @param moved how many rows of the partition to move on, back if negative
/// @param toEnd whether rows of the match behind the current one count: FINAL
public record Navigation(
    Set<Integer> variables, boolean first, int skipped, int moved, boolean toEnd) {
  public Navigation {
    variables = Set.copyOf(variables);
  }

  /// Whether a row of a variable counts.
  public boolean takes(int variable) {
    return variables.isEmpty() || variables.contains(variable);
  }
}
