package io.velostream.operators.rows;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Hashing;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;

/// Hash, equality and order of single cells and whole rows, whatever the form of the vectors.
///
/// Equality is that of grouping: NULL equals NULL, NaN equals NaN, -0.0 equals 0.0. Order is that
/// of sorting: NaN is the greatest number, bytes compare unsigned.
public final class Cells {
  private Cells() {}

  /// Hash of a row: equal rows have equal hashes.
  public static long hash(Vector[] columns, int row) {
    long hash = columns.length;
    for (Vector column : columns) {
      hash = Hashing.combine(hash, hash(column, row));
    }
    return hash;
  }

  /// Hash of a cell.
  public static long hash(Vector vector, int row) {
    if (vector.isNull(row)) {
      return Hashing.NULL;
    }
    return switch (vector) {
      case LongVector v -> Hashing.of(v.values()[row]);
      case DoubleVector v -> Hashing.of(v.values()[row]);
      case WideVector v -> Hashing.of(v.high()[row], v.low()[row]);
      case BytesVector v -> hash(v.data(), v.spans()[row]);
      case DictionaryVector v -> hash(v.dictionary().data(), v.dictionary().spans()[v.ids()[row]]);
    };
  }

  /// Whether two rows of the same lanes are equal in all columns.
  public static boolean equal(Vector[] a, int rowA, Vector[] b, int rowB) {
    for (int c = 0; c < a.length; c++) {
      if (!equal(a[c], rowA, b[c], rowB)) {
        return false;
      }
    }
    return true;
  }

  /// Whether two cells of the same lane are equal.
  public static boolean equal(Vector a, int rowA, Vector b, int rowB) {
    boolean nullA = a.isNull(rowA);
    boolean nullB = b.isNull(rowB);
    if (nullA || nullB) {
      return nullA && nullB;
    }
    return compare(a, rowA, b, rowB) == 0;
  }

  /// Order of two cells of the same lane, neither of them NULL.
  public static int compare(Vector a, int rowA, Vector b, int rowB) {
    return switch (a) {
      case LongVector v -> Long.compare(v.values()[rowA], ((LongVector) b).values()[rowB]);
      case DoubleVector v -> compare(v.values()[rowA], ((DoubleVector) b).values()[rowB]);
      case WideVector v -> {
        WideVector w = (WideVector) b;
        int high = Long.compare(v.high()[rowA], w.high()[rowB]);
        yield high != 0 ? high : Long.compareUnsigned(v.low()[rowA], w.low()[rowB]);
      }
      case BytesVector v -> compareBytes(v.data(), v.spans()[rowA], b, rowB);
      case DictionaryVector v -> {
        Dictionary dictionary = v.dictionary();
        int id = v.ids()[rowA];
        if (b instanceof DictionaryVector w
            && w.dictionary() == dictionary
            && w.ids()[rowB] == id) {
          yield 0;
        }
        yield compareBytes(dictionary.data(), dictionary.spans()[id], b, rowB);
      }
    };
  }

  /// Order of two doubles: NaN last, -0.0 like 0.0.
  public static int compare(double a, double b) {
    return Double.compare(a + 0.0, b + 0.0);
  }

  private static long hash(byte[] data, long span) {
    return Hashing.bytes(data, Span.start(span), Span.length(span));
  }

  private static int compareBytes(byte[] data, long span, Vector b, int rowB) {
    return switch (b) {
      case BytesVector v -> compareBytes(data, span, v.data(), v.spans()[rowB]);
      case DictionaryVector v ->
          compareBytes(data, span, v.dictionary().data(), v.dictionary().spans()[v.ids()[rowB]]);
      case LongVector _, DoubleVector _, WideVector _ ->
          throw new IllegalArgumentException("bytes compared with lane " + b.lane());
    };
  }

  private static int compareBytes(byte[] a, long spanA, byte[] b, long spanB) {
    int fromA = Span.start(spanA);
    int fromB = Span.start(spanB);
    int lengthA = Span.length(spanA);
    int lengthB = Span.length(spanB);
    // Equality is by far the most frequent question, and cheaper than order.
    if (Slice.equal(a, fromA, lengthA, b, fromB, lengthB)) {
      return 0;
    }
    return Arrays.compareUnsigned(a, fromA, fromA + lengthA, b, fromB, fromB + lengthB);
  }
}
