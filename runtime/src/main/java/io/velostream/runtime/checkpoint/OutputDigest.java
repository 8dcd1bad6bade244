package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Hashing;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.KeyHash;

/// A sum over the changes of an epoch that depends on their net effect only: neither on their order
/// nor on rows that came and went again.
final class OutputDigest {
  private long sum;
  private long changes;
  private long[] hashes = new long[0];

  /// @param branch which of several outputs the rows are of: the same row counts differently in
  ///   each
  void add(int branch, Batch batch) {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    if (hashes.length < count) {
      hashes = new long[count];
    }
    Vector[] columns = new Vector[batch.columnCount()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = batch.column(c);
    }
    KeyHash.of(columns, batch.selection(), count, hashes);
    for (int k = 0; k < count; k++) {
      long weight = batch.weightAt(batch.rowAt(k));
      sum += weight * Hashing.of(hashes[k] + branch);
      changes += Math.abs(weight);
    }
  }

  /// The sum since the last call.
  long take() {
    long taken = sum;
    sum = 0;
    return taken;
  }

  /// Insertions and retractions since the start.
  long changes() {
    return changes;
  }
}
