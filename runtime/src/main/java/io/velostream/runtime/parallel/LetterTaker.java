package io.velostream.runtime.parallel;

import io.velostream.plan.TableDescription;
import io.velostream.runtime.table.StoredBatches;

/// Takes the undecodable input of tables whose bad rows are written elsewhere.
public interface LetterTaker {
  /// Nobody wants any.
  LetterTaker NONE =
      new LetterTaker() {
        @Override
        public boolean wants(TableDescription table) {
          return false;
        }

        @Override
        public void take(TableDescription table, StoredBatches letters) {
          throw new IllegalStateException("nobody wants the letters of " + table.name());
        }
      };

  /// Whether that of a table is wanted.
  boolean wants(TableDescription table);

  /// Takes what has come since the last call; of each table all of it, and in its order.
  void take(TableDescription table, StoredBatches letters);
}
