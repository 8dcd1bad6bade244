package io.velostream.operators;

import io.velostream.columnar.Batch;

/// Takes rows that came after their window had closed.
@FunctionalInterface
public interface LateRows {
  /// Reports one late row of an operator's input; called once per row.
  ///
  /// @param row its index in the batch
  /// @param reason why it is late, readable: which window had closed, and where the watermark stood
  void report(Batch batch, int row, String reason);
}
