package io.velostream.benchmarks.measure;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.operators.Output;

/// The sink of timed runs: counts rows, adds up all weights, and reads one value of each column of
/// each batch. What it finds is folded into [#touched()], so that nothing can be left out.
final class TimedOutput implements Output {
  private long rows;
  private long net;
  private long touched;

  @Override
  public void emit(Batch batch) {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    rows += count;
    net += batch.weights() == null ? count : weights(batch, count);
    int last = batch.rowAt(count - 1);
    for (Vector column : batch.columns()) {
      touched = 31 * touched + read(column, last);
    }
  }

  private static long weights(Batch batch, int count) {
    long sum = 0;
    for (int k = 0; k < count; k++) {
      sum += batch.weightAt(batch.rowAt(k));
    }
    return sum;
  }

  private static long read(Vector column, int row) {
    if (column.isNull(row)) {
      return 1;
    }
    return switch (column) {
      case LongVector v -> v.values()[row];
      case DoubleVector v -> Double.doubleToRawLongBits(v.values()[row]);
      case WideVector v -> v.high()[row] ^ v.low()[row];
      case BytesVector v -> v.spans()[row];
      case DictionaryVector v -> v.dictionary().spans()[v.ids()[row]];
    };
  }

  long rows() {
    return rows;
  }

  long net() {
    return net;
  }

  long touched() {
    return touched;
  }
}
