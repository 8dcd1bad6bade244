package io.velostream.expression.match;

import java.util.Set;

/// Where the search goes on behind a match that has rows.
public sealed interface SkipRule {
  /// Behind its last row.
  record PastLastRow() implements SkipRule {}

  /// Behind its first row.
  record ToNextRow() implements SkipRule {}

  /// At its first or last row of some variables.
  ///
  /// @param name what the query calls them
  record ToRow(Set<Integer> variables, boolean last, String name) implements SkipRule {
    public ToRow {
      variables = Set.copyOf(variables);
    }
  }
}
