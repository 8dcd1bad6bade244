package io.velostream.state;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gives the short strings of a flat column ids of a dictionary of its own, as long as they are
/// few: grouping by ids costs less than by bytes, even with the bytes looked up for each row.
///
/// A direct-mapped cache of two words per entry stands before the dictionary. Once the column has
/// shown more than [#MAX_VALUES] values, or a string that does not fit two words, it is left as it
/// is for good, and the dictionary is dropped; so what is held here is bounded.
public final class StringIds implements MemorySized {
  /// Distinct values up to which a column counts as one of few.
  static final int MAX_VALUES = 1 << 10;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CACHE_BITS = 12;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long EMPTY = -1;

  private Dictionary dictionary = new Dictionary();
  private boolean givenUp;
  private int[] ids = new int[0];
  private long[] cache = new long[0];
  private int[] cachedIds = new int[0];

  /// The column with ids instead of bytes, at the same row indexes; `null` when it is to be used as
  /// it is. Valid until the next call.
  ///
  /// @param rows indexes of the rows that matter, or `null` for the rows from 0 on
  public @Nullable DictionaryVector encode(BytesVector column, int @Nullable [] rows, int count) {
    if (givenUp) {
      return null;
    }
    reserve(column, rows, count);
    boolean[] nulls = column.nulls();
    boolean done =
        nulls == null && rows == null
            ? encodeAll(column.data(), column.spans(), count)
            : encodeSome(column.data(), column.spans(), nulls, rows, count);
    if (!done || dictionary.size() > MAX_VALUES) {
      givenUp = true;
      dictionary = new Dictionary();
      cache = new long[0];
      cachedIds = new int[0];
      ids = new int[0];
      return null;
    }
    return new DictionaryVector(ids, dictionary, nulls);
  }

  private void reserve(BytesVector column, int @Nullable [] rows, int count) {
    int needed = rows == null ? count : column.spans().length;
    if (ids.length < needed) {
      ids = new int[needed];
    }
    if (cache.length == 0) {
      cache = new long[2 << CACHE_BITS];
      Arrays.fill(cache, EMPTY);
      cachedIds = new int[1 << CACHE_BITS];
    }
  }

  private boolean encodeAll(byte[] data, long[] spans, int count) {
    int[] out = ids;
    long[] words = cache;
    int[] known = cachedIds;
    for (int i = 0; i < count; i++) {
      long span = spans[i];
      int length = Span.length(span);
      if (length > KeyEncoder.MAX_INLINE) {
        return false;
      }
      int start = Span.start(span);
      long word0 = (long) LONGS.get(data, start) & KeyEncoder.mask0(length);
      long word1 =
          (long) LONGS.get(data, start + 8) & KeyEncoder.mask1(length) | (long) length << 56;
      int place = place(word0, word1);
      out[i] =
          words[2 * place] == word0 && words[2 * place + 1] == word1
              ? known[place]
              : learn(data, start, length, word0, word1, place);
    }
    return true;
  }

  private boolean encodeSome(
      byte[] data, long[] spans, boolean @Nullable [] nulls, int @Nullable [] rows, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      if (nulls != null && nulls[row]) {
        ids[row] = idOfNull();
        continue;
      }
      int length = Span.length(spans[row]);
      if (length > KeyEncoder.MAX_INLINE) {
        return false;
      }
      int start = Span.start(spans[row]);
      long word0 = (long) LONGS.get(data, start) & KeyEncoder.mask0(length);
      long word1 =
          (long) LONGS.get(data, start + 8) & KeyEncoder.mask1(length) | (long) length << 56;
      int place = place(word0, word1);
      ids[row] =
          cache[2 * place] == word0 && cache[2 * place + 1] == word1
              ? cachedIds[place]
              : learn(data, start, length, word0, word1, place);
    }
    return true;
  }

  /// Any valid id will do, but there must be one.
  private int idOfNull() {
    return dictionary.size() > 0 ? 0 : dictionary.idOf(Slice.EMPTY);
  }

  private static int place(long word0, long word1) {
    long mixed = (word0 ^ word1 ^ (word0 >>> 32)) * FACTOR;
    return (int) (mixed >>> (64 - CACHE_BITS));
  }

  private int learn(byte[] data, int start, int length, long word0, long word1, int place) {
    int id = dictionary.idOf(data, start, length);
    cache[2 * place] = word0;
    cache[2 * place + 1] = word1;
    cachedIds[place] = id;
    return id;
  }

  @Override
  public long memoryBytes() {
    return dictionary.memoryBytes() + 8L * cache.length + 4L * (cachedIds.length + ids.length);
  }
}
