package io.velostream.benchmarks.micro;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.Output;

/// Counts rows, and adds up one column of integers by weight.
final class Tally implements Output {
  private final int column;
  private long rows;
  private long sum;

  /// A tally of the column at that index.
  Tally(int column) {
    this.column = column;
  }

  @Override
  public void emit(Batch batch) {
    rows += batch.rowCount();
    long[] values = ((LongVector) batch.column(column)).values();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      sum += values[row] * batch.weightAt(row);
    }
  }

  long rows() {
    return rows;
  }

  long sum() {
    return sum;
  }
}
