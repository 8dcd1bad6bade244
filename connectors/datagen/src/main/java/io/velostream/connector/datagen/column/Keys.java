package io.velostream.connector.datagen.column;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Hashing;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import org.jspecify.annotations.Nullable;

/// The values of a column as one `long` each: equal ones for equal values. Numbers stay what they
/// are, all else is hashed.
final class Keys {
  private final ColumnGenerator column;
  private long[] keys = new long[0];
  private @Nullable Dictionary coded;
  private long[] codes = new long[0];

  Keys(ColumnGenerator column) {
    this.column = column;
  }

  /// The keys of the rows; valid until the next call.
  long[] of(Positions at) {
    int count = at.count();
    keys = Positions.room(keys, count);
    Vector vector = column.fill(at);
    switch (vector) {
      case LongVector v -> System.arraycopy(v.values(), 0, keys, 0, count);
      case DoubleVector v -> {
        for (int i = 0; i < count; i++) {
          keys[i] = Hashing.of(v.values()[i]);
        }
      }
      case WideVector v -> {
        for (int i = 0; i < count; i++) {
          keys[i] = Hashing.of(v.high()[i], v.low()[i]);
        }
      }
      case BytesVector v -> {
        for (int i = 0; i < count; i++) {
          keys[i] = v.isNull(i) ? 0 : hash(v.data(), v.spans()[i]);
        }
      }
      case DictionaryVector v -> {
        long[] byId = codes(v.dictionary());
        for (int i = 0; i < count; i++) {
          keys[i] = byId[v.ids()[i]];
        }
      }
    }
    boolean[] nulls = vector.nulls();
    if (nulls != null) {
      for (int i = 0; i < count; i++) {
        keys[i] = nulls[i] ? Hashing.NULL : keys[i];
      }
    }
    return keys;
  }

  private long[] codes(Dictionary dictionary) {
    if (coded != dictionary || codes.length < dictionary.size()) {
      coded = dictionary;
      codes = new long[dictionary.size()];
      for (int id = 0; id < codes.length; id++) {
        codes[id] = hash(dictionary.data(), dictionary.spans()[id]);
      }
    }
    return codes;
  }

  /// Not negative, so that it can be a position.
  private static long hash(byte[] data, long span) {
    return Hashing.bytes(data, Span.start(span), Span.length(span)) >>> 1;
  }
}
