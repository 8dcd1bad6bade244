package io.velostream.expression.compile;

import org.jspecify.annotations.Nullable;

/// A generated loop over the rows of a batch. It has no state of its own.
abstract class Loop {
  /// Runs over the rows `selection[0 .. count - 1]`, or `0 .. count - 1` for a loop made for
  /// batches without selection.
  ///
  /// @param kept where a filter writes the rows that pass; others ignore it
  /// @return how many rows pass a filter; 0 for others
  abstract int run(Frame frame, int @Nullable [] selection, int count, int[] kept);
}
