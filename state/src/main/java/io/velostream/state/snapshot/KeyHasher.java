package io.velostream.state.snapshot;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Hashing;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;

/// Works out the hash of keys that decides where they live, both their rows and their state: the
/// same in every run, on every machine, and in whichever form of vector they come. Keys that are
/// equal as groups (NULL with NULL, any NaN with any NaN, -0.0 with 0.0) have the same hash.
///
/// A key of no columns has the hash 0, which belongs to the first group.
public final class KeyHasher {
  private long[] hashes = new long[0];
  private long[] column = new long[0];

  /// The hashes of the keys in the rows `rows[0 .. count - 1]`, in that order; valid until the next
  /// call.
  public long[] hash(Vector[] columns, int[] rows, int count) {
    if (hashes.length < count) {
      hashes = new long[count];
      column = new long[count];
    }
    if (columns.length == 0) {
      Arrays.fill(hashes, 0, count, 0);
      return hashes;
    }
    hashColumn(columns[0], rows, count, hashes);
    for (int i = 1; i < columns.length; i++) {
      hashColumn(columns[i], rows, count, column);
      combine(hashes, column, count);
    }
    return hashes;
  }

  private static void hashColumn(Vector vector, int[] rows, int count, long[] out) {
    switch (vector) {
      case LongVector v -> longs(v.values(), rows, count, out);
      case DoubleVector v -> doubles(v.values(), rows, count, out);
      case WideVector v -> wides(v, rows, count, out);
      case BytesVector v -> bytes(v, rows, count, out);
      case DictionaryVector v -> coded(v.ids(), v.dictionary().hashes(), rows, count, out);
    }
    boolean[] nulls = vector.nulls();
    if (nulls != null) {
      nulls(nulls, rows, count, out);
    }
  }

  private static void combine(long[] hashes, long[] next, int count) {
    for (int k = 0; k < count; k++) {
      hashes[k] = Hashing.combine(hashes[k], next[k]);
    }
  }

  private static void longs(long[] values, int[] rows, int count, long[] out) {
    for (int k = 0; k < count; k++) {
      out[k] = Hashing.of(values[rows[k]]);
    }
  }

  private static void doubles(double[] values, int[] rows, int count, long[] out) {
    for (int k = 0; k < count; k++) {
      out[k] = Hashing.of(values[rows[k]]);
    }
  }

  private static void wides(WideVector vector, int[] rows, int count, long[] out) {
    long[] high = vector.high();
    long[] low = vector.low();
    for (int k = 0; k < count; k++) {
      out[k] = Hashing.of(high[rows[k]], low[rows[k]]);
    }
  }

  /// What stands at a NULL row of bytes points anywhere.
  private static void bytes(BytesVector vector, int[] rows, int count, long[] out) {
    byte[] data = vector.data();
    long[] spans = vector.spans();
    for (int k = 0; k < count; k++) {
      int row = rows[k];
      if (!vector.isNull(row)) {
        out[k] = Hashing.bytes(data, Span.start(spans[row]), Span.length(spans[row]));
      }
    }
  }

  private static void coded(int[] ids, long[] byId, int[] rows, int count, long[] out) {
    for (int k = 0; k < count; k++) {
      out[k] = byId[ids[rows[k]]];
    }
  }

  private static void nulls(boolean[] nulls, int[] rows, int count, long[] out) {
    for (int k = 0; k < count; k++) {
      if (nulls[rows[k]]) {
        out[k] = Hashing.NULL;
      }
    }
  }
}
