package io.velostream.plan.explain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All that EXPLAIN says of one operator and those below it.
///
/// @param operator its name
/// @param details its arguments, in the order to show them
/// @param retracts whether its output can hold retractions
/// @param state what it keeps
/// @param eventTime indexes of the output columns that watermarks are about
record Explanation(
    String operator,
    List<Detail> details,
    boolean retracts,
    StateSummary state,
    Set<Integer> eventTime,
    List<Explanation> inputs) {
  Explanation {
    details = List.copyOf(details);
    eventTime = Set.copyOf(eventTime);
    inputs = List.copyOf(inputs);
  }

  /// The event-time columns of the only input, and one more.
  static Set<Integer> timesAnd(List<Explanation> inputs, int column) {
    Set<Integer> times = new HashSet<>(inputs.getFirst().eventTime());
    times.add(column);
    return times;
  }

  /// `append-only` or `retracts`.
  String changelog() {
    return retracts ? "retracts" : "append-only";
  }

  /// One argument of an operator, named by the word that SQL puts before it.
  sealed interface Detail {
    String name();

    /// A single value.
    record Text(String name, String value) implements Detail {}

    /// A list of values.
    record Listing(String name, List<String> values) implements Detail {
      public Listing {
        values = List.copyOf(values);
      }
    }
  }
}
