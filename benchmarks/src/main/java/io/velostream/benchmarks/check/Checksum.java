package io.velostream.benchmarks.check;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Hashing;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.operators.Output;

/// A checksum of the net result: the sum over all changes of the 64-bit hash of the row times its
/// weight, modulo 2^64. It depends neither on the order of the changes nor on what is retracted
/// again, nor on whether a string came as bytes or as an id.
public final class Checksum implements Output {
  private long sum;
  private long changes;
  private long net;

  @Override
  public void emit(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      long hash = 0;
      for (Vector column : batch.columns()) {
        hash = Hashing.combine(hash, hash(column, row));
      }
      sum += hash * weight;
      changes += Math.abs(weight);
      net += weight;
    }
  }

  private static long hash(Vector column, int row) {
    if (column.isNull(row)) {
      return Hashing.NULL;
    }
    return switch (column) {
      case LongVector v -> Hashing.of(v.values()[row]);
      case DoubleVector v -> Hashing.of(v.values()[row]);
      case WideVector v -> Hashing.of(v.high()[row], v.low()[row]);
      case BytesVector v -> hash(v.data(), v.spans()[row]);
      case DictionaryVector v -> {
        Dictionary dictionary = v.dictionary();
        yield hash(dictionary.data(), dictionary.spans()[v.ids()[row]]);
      }
    };
  }

  private static long hash(byte[] data, long span) {
    return Hashing.bytes(data, Span.start(span), Span.length(span));
  }

  /// The checksum as 16 hexadecimal digits.
  public String hex() {
    return String.format("%016x", sum);
  }

  /// Insertions and retractions.
  public long changes() {
    return changes;
  }

  /// Insertions less retractions: the rows of the net result.
  public long net() {
    return net;
  }
}
