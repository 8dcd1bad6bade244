package io.velostream.runtime;

/// On which cores the threads of pipelines run.
public enum CoreChoice {
  /// Where the system puts them.
  FREE,
  /// Those of a statement on different ones, as far as there are enough, and else where the system
  /// puts them.
  SPREAD,
  /// Each on one, which it never leaves.
  BOUND
}
