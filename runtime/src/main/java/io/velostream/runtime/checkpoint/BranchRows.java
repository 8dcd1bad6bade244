package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import java.io.IOException;

/// Takes the rows of plans that run side by side.
@FunctionalInterface
public interface BranchRows {
  /// Takes rows.
  ///
  /// @param branch the position of their plan
  /// @throws IOException when the sink fails
  void write(int branch, Batch batch) throws IOException;
}
