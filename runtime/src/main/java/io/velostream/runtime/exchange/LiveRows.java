package io.velostream.runtime.exchange;

import io.velostream.columnar.Batch;

/// The indexes of the live rows of batches, whether or not these have a selection.
final class LiveRows {
  private int[] ascending = new int[0];

  /// At least as long as there are live rows; not to be changed.
  int[] of(Batch batch) {
    int[] selection = batch.selection();
    if (selection != null) {
      return selection;
    }
    if (ascending.length < batch.rowCount()) {
      ascending = new int[Math.max(batch.rowCount(), ascending.length * 2)];
      for (int i = 0; i < ascending.length; i++) {
        ascending[i] = i;
      }
    }
    return ascending;
  }
}
