package io.velostream.conformance.oracle;

/// What a comparison came to.
sealed interface Verdict {
  /// Both sides agree everywhere.
  record Agreement() implements Verdict {}

  /// They do not.
  ///
  /// @param description what differs where, readable
  record Difference(String description) implements Verdict {}

  /// The case says nothing, for instance because DuckDB refuses the query.
  record Nothing(String reason) implements Verdict {}
}
