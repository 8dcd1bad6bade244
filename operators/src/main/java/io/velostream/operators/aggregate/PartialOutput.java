package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;

/// Where the first half of an aggregate puts its groups.
@FunctionalInterface
public interface PartialOutput {
  /// Hands over groups. The receiver has copied what it needs when the call returns.
  ///
  /// @param keys their keys, and then the ends of their windows if they have some
  /// @param states one for each row of `keys`
  void emit(Batch keys, PartialRows states);
}
