package io.velostream.operators.join;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;

/// The table that a [LookupJoin] asks. Who has it behind this knows about files and networks, and
/// tries again where that may help.
public interface LookupSource {
  /// Puts out the rows that have any of these keys, in any order and in any number of batches. Rows
  /// of other keys may be among them.
  ///
  /// @param keys different from each other, none of them NULL
  void find(Batch keys, Output rows);

  /// Puts out all rows of the table.
  void all(Output rows);
}
