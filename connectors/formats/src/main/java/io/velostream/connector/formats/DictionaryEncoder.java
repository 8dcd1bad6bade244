package io.velostream.connector.formats;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;

/// Replaces strings by dictionary ids while a column has few distinct values.
///
/// It gives up for good, and hands out plain spans from then on, once more than [#MAX_DISTINCT]
/// values have been seen, or more than half of the first rows were new, or the values get long. The
/// choice depends on the values of the batch alone, so it is the same in every run.
///
/// Values of up to 16 bytes are found in a direct-mapped cache by their two words; the rest, and
/// what the cache has lost, by the dictionary's own table.
final class DictionaryEncoder implements BytesFinisher {
  static final int MAX_DISTINCT = 4_096;
  private static final int MAX_DICTIONARY_BYTES = 1 << 20;

  /// Rows before the share of distinct values counts.
  private static final int ROWS_BEFORE_JUDGING = 1_024;

  private static final int CACHED_BYTES = 16;
  private static final int FIRST_SLOTS = 1_024;
  private static final int SLOTS_PER_VALUE = 16;
  private static final long MULTIPLIER_1 = 0x9E3779B97F4A7C15L;
  private static final long MULTIPLIER_2 = 0xC2B2AE3D27D4EB4FL;

  private final Dictionary dictionary = new Dictionary();

  /// Per slot: first word, second word, and (length + 1) in the upper, id in the lower half.
  private long[] cache = new long[FIRST_SLOTS * 3];

  /// Keeps as many of a hash's upper bits as the cache, whose slots are a power of two, has.
  private int shift = shift(FIRST_SLOTS);

  private int[] ids;
  private long rowsSeen;
  private boolean givenUp;

  DictionaryEncoder(int capacity) {
    this.ids = new int[capacity];
  }

  @Override
  public void grow(int capacity) {
    ids = new int[capacity];
  }

  @Override
  public Vector finish(BytesVector raw, int rows) {
    if (givenUp) {
      return raw;
    }
    boolean[] nulls = raw.nulls();
    byte[] data = raw.data();
    long[] spans = raw.spans();
    for (int row = 0; row < rows; row++) {
      if (nulls != null && nulls[row]) {
        ids[row] = 0;
        continue;
      }
      int before = dictionary.size();
      ids[row] = id(data, Span.start(spans[row]), Span.length(spans[row]));
      if (dictionary.size() != before && isTooDiverse(rowsSeen + row + 1)) {
        givenUp = true;
        return raw;
      }
    }
    rowsSeen += rows;
    if (nulls != null && dictionary.size() == 0) {
      dictionary.idOf(data, 0, 0); // a NULL row needs a valid id
    }
    return new DictionaryVector(ids, dictionary, nulls);
  }

  private boolean isTooDiverse(long rows) {
    int distinct = dictionary.size();
    return distinct > MAX_DISTINCT
        || dictionary.bytes() > MAX_DICTIONARY_BYTES
        || (distinct > ROWS_BEFORE_JUDGING / 2
            && rows >= ROWS_BEFORE_JUDGING
            && distinct * 2L > rows);
  }

  private int id(byte[] data, int from, int length) {
    if (length > CACHED_BYTES) {
      return dictionary.idOf(data, from, length);
    }
    long first = Words.at(data, from);
    long second = 0;
    if (length < 8) {
      first &= (1L << (length * 8)) - 1;
    } else if (length > 8) {
      // The last eight bytes overlap the first ones: no mask is needed.
      second = Words.at(data, from + length - 8);
    }
    long hash = (first ^ length) * MULTIPLIER_1 + second * MULTIPLIER_2;
    hash ^= hash >>> 32;
    int slot = (int) ((hash * MULTIPLIER_1) >>> shift) * 3;
    long tag = (long) (length + 1) << 32;
    long entry = cache[slot + 2];
    if (cache[slot] == first && cache[slot + 1] == second && (entry & 0xFFFFFFFF00000000L) == tag) {
      return (int) entry;
    }
    int id = dictionary.idOf(data, from, length);
    int slots = cache.length / 3;
    if (id * SLOTS_PER_VALUE >= slots) {
      // What it held is found again by and by.
      cache = new long[slots * 4 * 3];
      shift = shift(slots * 4);
      return id;
    }
    cache[slot] = first;
    cache[slot + 1] = second;
    cache[slot + 2] = tag | id;
    return id;
  }

  private static int shift(int slots) {
    return Long.numberOfLeadingZeros(slots - 1L);
  }
}
