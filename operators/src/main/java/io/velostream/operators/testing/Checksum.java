package io.velostream.operators.testing;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;

/// A checksum over every array that a batch refers to, to find out whether somebody wrote to one.
final class Checksum {
  private Checksum() {}

  static long of(Batch batch) {
    long sum = Arrays.hashCode(batch.selection());
    sum = sum * 31 + Arrays.hashCode(batch.weights());
    for (Vector column : batch.columns()) {
      sum = sum * 31 + Arrays.hashCode(column.nulls());
      sum =
          sum * 31
              + switch (column) {
                case LongVector v -> Arrays.hashCode(v.values());
                case DoubleVector v -> Arrays.hashCode(v.values());
                case WideVector v -> 31L * Arrays.hashCode(v.high()) + Arrays.hashCode(v.low());
                case BytesVector v -> 31L * Arrays.hashCode(v.data()) + Arrays.hashCode(v.spans());
                case DictionaryVector v ->
                    31L * Arrays.hashCode(v.ids())
                        + 7L * v.dictionary().size()
                        + Arrays.hashCode(
                            Arrays.copyOf(v.dictionary().data(), v.dictionary().bytes()));
              };
    }
    return sum;
  }

  /// Overwrites what a consumer may not look at any more.
  static void scribble(Batch batch) {
    int[] selection = batch.selection();
    if (selection != null) {
      Arrays.fill(selection, Integer.MAX_VALUE);
    }
    long[] weights = batch.weights();
    if (weights != null) {
      Arrays.fill(weights, 0);
    }
    for (Vector column : batch.columns()) {
      boolean[] nulls = column.nulls();
      if (nulls != null) {
        Arrays.fill(nulls, true);
      }
      switch (column) {
        case LongVector v -> Arrays.fill(v.values(), 0x5A5A_5A5A_5A5A_5A5AL);
        case DoubleVector v -> Arrays.fill(v.values(), -1e300);
        case WideVector v -> {
          Arrays.fill(v.high(), 0x5A5A_5A5A_5A5A_5A5AL);
          Arrays.fill(v.low(), 0x5A5A_5A5A_5A5A_5A5AL);
        }
        case BytesVector v -> {
          Arrays.fill(v.data(), (byte) '?');
          Arrays.fill(v.spans(), 0);
        }
        // The dictionary itself lives on; only the ids are the batch's own.
        case DictionaryVector v -> Arrays.fill(v.ids(), 0);
      }
    }
  }
}
