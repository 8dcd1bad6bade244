package io.velostream.conformance.oracle;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import java.util.function.IntPredicate;

/// Faults on the way out of the last operator.
final class OutputFaults {
  private OutputFaults() {}

  /// Loses the first retraction of a run.
  static Output dropFirstRetraction(Output output) {
    boolean[] dropped = new boolean[1];
    return batch ->
        output.emit(
            kept(
                batch,
                row -> {
                  if (dropped[0] || batch.weightAt(row) > 0) {
                    return true;
                  }
                  dropped[0] = true;
                  return false;
                }));
  }

  /// Loses batches that take back as many rows as they insert: the old state stays published.
  static Output dropUpdates(Output output) {
    return batch -> {
      long sum = 0;
      boolean retracts = false;
      for (int k = 0; k < batch.rowCount(); k++) {
        long weight = batch.weightAt(batch.rowAt(k));
        sum += weight;
        retracts |= weight < 0;
      }
      if (!retracts || sum != 0) {
        output.emit(batch);
      }
    };
  }

  private static Batch kept(Batch batch, IntPredicate keep) {
    int[] rows = new int[batch.rowCount()];
    int count = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (keep.test(row)) {
        rows[count++] = row;
      }
    }
    return batch.select(rows, count);
  }
}
