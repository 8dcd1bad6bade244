package io.velostream.state;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns key columns into a fixed number of words per row, so that keys are equal exactly when
/// their words are: NULL equals NULL, all NaN are equal, -0.0 equals 0.0, and a string is the same
/// key whether it came flat or through any dictionary.
///
/// A LONG or DOUBLE column takes one word, a WIDE one two. A string takes two: up to 15 bytes stand
/// in the words themselves, with the length in the last byte; longer ones are held once, and their
/// words hold an id. NULLs of numbers are bits of one further word. With `lead`, a number given by
/// the caller comes first: the group to which a value belongs.
///
/// One encoder serves any number of tables of one operator, so that dictionaries are translated
/// once. Tables say which long strings they hold by [#retain] and [#release].
public final class KeyEncoder implements MemorySized {
  /// The longest string that fits the words.
  static final int MAX_INLINE = 15;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NULL_MARK = 1L << 63;
  private static final long LONG_MARK = 1L << 62;
  private static final long[] MASK0 = new long[MAX_INLINE + 1];
  private static final long[] MASK1 = new long[MAX_INLINE + 1];

  static {
    for (int i = 0; i <= MAX_INLINE; i++) {
      MASK0[i] = i >= 8 ? -1 : (1L << (8 * i)) - 1;
      MASK1[i] = i <= 8 ? 0 : (1L << (8 * (i - 8))) - 1;
    }
  }

  private final Lane[] lanes;
  private final int[] offsets;
  private final boolean lead;
  private final int nullWord;
  private final int width;
  private final DictionaryWords[] dictionaries;
  private final LongStrings strings = new LongStrings();
  private boolean anyLong;

  /// An encoder of columns of these lanes.
  ///
  /// @param nullable whether a column of numbers may hold NULL
  /// @param lead whether each key begins with a number given apart from the columns
  public KeyEncoder(List<Lane> lanes, boolean nullable, boolean lead) {
    this.lanes = lanes.toArray(Lane[]::new);
    this.lead = lead;
    offsets = new int[this.lanes.length];
    dictionaries = new DictionaryWords[this.lanes.length];
    int at = lead ? 1 : 0;
    boolean numbers = false;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      dictionaries[i] = new DictionaryWords(this);
      switch (this.lanes[i]) {
        case LONG, DOUBLE -> at += 1;
        case WIDE, BYTES -> at += 2;
      }
      numbers |= this.lanes[i] != Lane.BYTES;
    }
    nullWord = nullable && numbers ? at++ : -1;
    width = at;
  }

  /// The bits of the first word that belong to a string of `length` bytes, at most 15.
  static long mask0(int length) {
    return MASK0[length];
  }

  /// The bits of the second word that belong to a string of `length` bytes, at most 15.
  static long mask1(int length) {
    return MASK1[length];
  }

  /// Words per key.
  public int width() {
    return width;
  }

  /// Number of key columns.
  public int columns() {
    return lanes.length;
  }

  /// The lane of a key column.
  public Lane lane(int column) {
    return lanes[column];
  }

  /// The first word of a column within a key.
  int offset(int column) {
    return offsets[column];
  }

  /// Encodes `count` keys, row by row into `words`.
  ///
  /// @param rows row indexes, of which those from `from` on are meant; `null` for the rows `from` …
  /// @param leads the numbers that come first, from index `from` on; `null` without a lead
  void encode(
      Vector[] columns,
      int @Nullable [] rows,
      int from,
      int count,
      int @Nullable [] leads,
      long[] words) {
    if (lead && leads != null) {
      for (int i = 0; i < count; i++) {
        words[i * width] = leads[from + i];
      }
    }
    if (nullWord >= 0) {
      for (int i = 0; i < count; i++) {
        words[i * width + nullWord] = 0;
      }
    }
    for (int c = 0; c < lanes.length; c++) {
      Vector column = columns[c];
      int at = offsets[c];
      switch (column) {
        case LongVector v -> encodeLongs(v.values(), rows, from, count, words, at, width);
        case DoubleVector v -> encodeDoubles(v.values(), rows, from, count, words, at, width);
        case WideVector v -> encodeWides(v, rows, from, count, words, at);
        case BytesVector v -> encodeBytes(v, rows, from, count, words, at);
        case DictionaryVector v -> encodeIds(dictionaries[c], v, rows, from, count, words, at);
      }
      boolean[] nulls = column.nulls();
      if (nulls != null) {
        encodeNulls(nulls, rows, from, count, words, c);
      }
    }
  }

  private static void encodeLongs(
      long[] values, int @Nullable [] rows, int from, int count, long[] words, int at, int width) {
    if (rows == null) {
      for (int i = 0; i < count; i++) {
        words[i * width + at] = values[from + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        words[i * width + at] = values[rows[from + i]];
      }
    }
  }

  private static void encodeDoubles(
      double[] values,
      int @Nullable [] rows,
      int from,
      int count,
      long[] words,
      int at,
      int width) {
    for (int i = 0; i < count; i++) {
      double value = values[rows == null ? from + i : rows[from + i]];
      words[i * width + at] = Double.doubleToLongBits(value + 0.0);
    }
  }

  private void encodeWides(
      WideVector v, int @Nullable [] rows, int from, int count, long[] words, int at) {
    long[] high = v.high();
    long[] low = v.low();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? from + i : rows[from + i];
      words[i * width + at] = high[row];
      words[i * width + at + 1] = low[row];
    }
  }

  private void encodeBytes(
      BytesVector v, int @Nullable [] rows, int from, int count, long[] words, int at) {
    byte[] data = v.data();
    long[] spans = v.spans();
    boolean[] nulls = v.nulls();
    int w = width;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? from + i : rows[from + i];
      long span = spans[row];
      int length = Span.length(span);
      int start = Span.start(span);
      if (length <= MAX_INLINE && nulls == null) {
        words[i * w + at] = (long) LONGS.get(data, start) & MASK0[length];
        words[i * w + at + 1] =
            (long) LONGS.get(data, start + 8) & MASK1[length] | (long) length << 56;
      } else if (nulls == null || !nulls[row]) {
        putBytes(data, start, length, words, i * w + at);
      }
    }
  }

  private void encodeIds(
      DictionaryWords translated,
      DictionaryVector v,
      int @Nullable [] rows,
      int from,
      int count,
      long[] words,
      int at) {
    long[] known = translated.of(v.dictionary());
    int[] ids = v.ids();
    for (int i = 0; i < count; i++) {
      int id = ids[rows == null ? from + i : rows[from + i]];
      words[i * width + at] = known[2 * id];
      words[i * width + at + 1] = known[2 * id + 1];
    }
  }

  private void encodeNulls(
      boolean[] nulls, int @Nullable [] rows, int from, int count, long[] words, int column) {
    int at = offsets[column];
    for (int i = 0; i < count; i++) {
      if (nulls[rows == null ? from + i : rows[from + i]]) {
        int key = i * width;
        words[key + at] = 0;
        switch (lanes[column]) {
          case BYTES -> words[key + at + 1] = NULL_MARK;
          case WIDE -> {
            words[key + at + 1] = 0;
            markNull(words, key, column);
          }
          case LONG, DOUBLE -> markNull(words, key, column);
        }
      }
    }
  }

  private void markNull(long[] words, int key, int column) {
    if (nullWord < 0) {
      throw new IllegalStateException(
          "NULL in key column " + column + " that was declared NOT NULL");
    }
    words[key + nullWord] |= 1L << column;
  }

  /// Writes the two words of a string.
  void putBytes(byte[] data, int start, int length, long[] words, int at) {
    if (length <= MAX_INLINE) {
      words[at] = (long) LONGS.get(data, start) & MASK0[length];
      words[at + 1] = (long) LONGS.get(data, start + 8) & MASK1[length] | (long) length << 56;
    } else {
      anyLong = true;
      words[at] = strings.idOf(data, start, length);
      words[at + 1] = LONG_MARK;
    }
  }

  /// Says that a table holds the key whose words begin at `key`.
  void retain(long[] words, int key) {
    if (anyLong) {
      for (int c = 0; c < lanes.length; c++) {
        if (lanes[c] == Lane.BYTES && words[key + offsets[c] + 1] == LONG_MARK) {
          strings.retain((int) words[key + offsets[c]]);
        }
      }
    }
  }

  /// Says that a table holds that key no more.
  void release(long[] words, int key) {
    if (anyLong) {
      for (int c = 0; c < lanes.length; c++) {
        if (lanes[c] == Lane.BYTES && words[key + offsets[c] + 1] == LONG_MARK) {
          strings.release((int) words[key + offsets[c]]);
        }
      }
    }
  }

  /// Whether [#release] has anything to do.
  boolean holdsLongStrings() {
    return anyLong;
  }

  /// Keeps the long string of two words for good.
  void retainString(long word0, long word1) {
    if (word1 == LONG_MARK) {
      strings.retain((int) word0);
    }
  }

  /// Writes column `column` of the keys of `slots[from .. from + count - 1]` to `out`, from
  /// position `at` on.
  void decode(
      SlotField keys, int[] slots, int from, int count, int column, ColumnBuffer out, int at) {
    SlotField part = new SlotField(keys.words(), keys.stride(), keys.at() + offsets[column]);
    switch (out) {
      case LongBuffer b -> {
        long[] values = b.values();
        for (int i = 0; i < count; i++) {
          values[at + i] = part.get(slots[from + i]);
        }
      }
      case DoubleBuffer b -> {
        double[] values = b.values();
        for (int i = 0; i < count; i++) {
          values[at + i] = Double.longBitsToDouble(part.get(slots[from + i]));
        }
      }
      case WideBuffer b -> {
        for (int i = 0; i < count; i++) {
          int high = part.place(slots[from + i]);
          b.high()[at + i] = part.words()[high];
          b.low()[at + i] = part.words()[high + 1];
        }
      }
      case BytesBuffer b -> {
        decodeBytes(part, slots, from, count, b, at);
        return;
      }
    }
    if (nullWord >= 0) {
      for (int i = 0; i < count; i++) {
        if ((keys.words()[keys.place(slots[from + i]) + nullWord] >>> column & 1) != 0) {
          out.setNull(at + i);
        }
      }
    }
  }

  private void decodeBytes(
      SlotField part, int[] slots, int from, int count, BytesBuffer out, int at) {
    int done = 0;
    while (done < count) {
      done += out.setInline(part, slots, from + done, count - done, at + done);
      if (done < count) {
        int word = part.place(slots[from + done]);
        if (part.words()[word + 1] == NULL_MARK) {
          out.setNull(at + done);
        } else {
          int id = (int) part.words()[word];
          out.set(at + done, strings.padded(id), 0, strings.length(id));
        }
        done++;
      }
    }
  }

  /// Whether the value of a column is NULL in the key whose words begin at `key`.
  boolean isNull(int column, long[] words, int key) {
    return lanes[column] == Lane.BYTES
        ? words[key + offsets[column] + 1] == NULL_MARK
        : nullWord >= 0 && (words[key + nullWord] >>> column & 1) != 0;
  }

  /// Whether a column may hold NULL.
  boolean takesNull(int column) {
    return lanes[column] == Lane.BYTES || nullWord >= 0;
  }

  /// Orders two values, not NULL, of one column: numbers by size with NaN last, strings by bytes.
  int compare(int column, long[] words, int keyA, int keyB) {
    int a = keyA + offsets[column];
    int b = keyB + offsets[column];
    return switch (lanes[column]) {
      case LONG -> Long.compare(words[a], words[b]);
      case DOUBLE ->
          Double.compare(Double.longBitsToDouble(words[a]), Double.longBitsToDouble(words[b]));
      case WIDE -> {
        int high = Long.compare(words[a], words[b]);
        yield high != 0 ? high : Long.compareUnsigned(words[a + 1], words[b + 1]);
      }
      case BYTES -> compareBytes(words[a], words[a + 1], words[b], words[b + 1]);
    };
  }

  private int compareBytes(long a0, long a1, long b0, long b1) {
    if (a1 == LONG_MARK || b1 == LONG_MARK) {
      byte[] a = a1 == LONG_MARK ? strings.padded((int) a0) : inline(a0, a1);
      byte[] b = b1 == LONG_MARK ? strings.padded((int) b0) : inline(b0, b1);
      int aLength = a1 == LONG_MARK ? strings.length((int) a0) : (int) (a1 >>> 56);
      int bLength = b1 == LONG_MARK ? strings.length((int) b0) : (int) (b1 >>> 56);
      return Arrays.compareUnsigned(a, 0, aLength, b, 0, bLength);
    }
    int first = Long.compareUnsigned(Long.reverseBytes(a0), Long.reverseBytes(b0));
    // The length is the last byte, so it decides between strings that differ in trailing zeros.
    return first != 0 ? first : Long.compareUnsigned(Long.reverseBytes(a1), Long.reverseBytes(b1));
  }

  private static byte[] inline(long word0, long word1) {
    byte[] bytes = new byte[16];
    LONGS.set(bytes, 0, word0);
    LONGS.set(bytes, 8, word1);
    return bytes;
  }

  @Override
  public long memoryBytes() {
    long bytes = strings.memoryBytes();
    for (DictionaryWords words : dictionaries) {
      bytes += words.memoryBytes();
    }
    return bytes;
  }
}
