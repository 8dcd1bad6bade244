package io.velostream.state.snapshot;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Hashing;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hash of a key that decides where it lives: the same in every run, on every machine, and
/// whether strings come flat or through any dictionary. Keys that are equal as groups (NULL with
/// NULL, any NaN with any NaN, -0.0 with 0.0) have the same hash.
///
/// A key of no columns has the hash 0, which belongs to the first group.
public final class KeyHash {
  private KeyHash() {}

  /// Writes the hash of each of `count` keys to `out`, from its start on.
  ///
  /// @param rows indexes of the rows, or `null` for the rows from 0 on
  public static void of(Vector[] columns, int @Nullable [] rows, int count, long[] out) {
    Arrays.fill(out, 0, count, 0);
    for (Vector column : columns) {
      combine(column, rows, count, out);
    }
  }

  private static void combine(Vector column, int @Nullable [] rows, int count, long[] out) {
    boolean[] nulls = column.nulls();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      long next = nulls != null && nulls[row] ? Hashing.NULL : valueHash(column, row);
      out[i] = Hashing.combine(out[i], next);
    }
  }

  private static long valueHash(Vector column, int row) {
    return switch (column) {
      case LongVector v -> Hashing.of(v.values()[row]);
      case DoubleVector v -> Hashing.of(v.values()[row]);
      case WideVector v -> Hashing.of(v.high()[row], v.low()[row]);
      case BytesVector v -> {
        long span = v.spans()[row];
        yield Hashing.bytes(v.data(), Span.start(span), Span.length(span));
      }
      case DictionaryVector v -> {
        Dictionary dictionary = v.dictionary();
        yield dictionary.hash(v.ids()[row]);
      }
    };
  }
}
