package io.velostream.plan.stage;

import java.util.List;

/// Which pipeline of a stage a row belongs to.
public sealed interface Distribution {
  /// As the readers of the table take turns.
  record Turns() implements Distribution {}

  /// By the hash of columns: rows that agree in all of them meet in one pipeline.
  ///
  /// @param columns indexes in the rows that come in
  record Hash(List<Integer> columns) implements Distribution {
    public Hash {
      columns = List.copyOf(columns);
    }
  }

  /// All rows belong to the first pipeline; the others have no part in the stage.
  record One() implements Distribution {}
}
