package io.velostream.operators.aggregate;

import io.velostream.columnar.Lane;
import io.velostream.state.ColumnBuffer;

/// Computes a result from all values of a group.
///
/// @param <V> how the values are kept
interface ValueReader<V> {
  /// The lane of the results.
  Lane lane();

  /// Writes the result of a group that has a value.
  void write(V values, int group, ColumnBuffer out, int at);
}
