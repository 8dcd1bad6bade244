package io.velostream.connector.parquet;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Span;
import java.util.Arrays;

/// Room for values of one lane. Bytes are spans of an array that the reader of the values names.
final class Lanes {
  private static final long[] NO_LONGS = {};
  private static final double[] NO_DOUBLES = {};

  final Lane lane;

  /// LONG values, or the lower halves of WIDE ones.
  long[] longs = NO_LONGS;

  /// The upper halves of WIDE values.
  long[] highs = NO_LONGS;

  double[] doubles = NO_DOUBLES;
  long[] spans = NO_LONGS;

  /// Bytes copied or made here.
  byte[] buffer = new byte[BytesVector.PADDING];

  private int used;

  Lanes(Lane lane, int capacity) {
    this.lane = lane;
    reserve(capacity);
  }

  /// Makes room for `capacity` values; what was there is lost.
  void reserve(int capacity) {
    switch (lane) {
      case LONG -> longs = longs.length < capacity ? new long[capacity] : longs;
      case WIDE -> {
        longs = longs.length < capacity ? new long[capacity] : longs;
        highs = highs.length < capacity ? new long[capacity] : highs;
      }
      case DOUBLE -> doubles = doubles.length < capacity ? new double[capacity] : doubles;
      case BYTES -> spans = spans.length < capacity ? new long[capacity] : spans;
    }
  }

  /// Forgets the bytes in [#buffer].
  void clearBuffer() {
    used = 0;
  }

  /// Copies bytes into [#buffer], which may be replaced by a longer one with the same content.
  ///
  /// @return where they are
  long copy(byte[] data, int from, int length) {
    if (length > buffer.length - BytesVector.PADDING - used) {
      long wanted = Math.max(buffer.length * 2L, (long) used + length + BytesVector.PADDING);
      if ((long) used + length + BytesVector.PADDING > Integer.MAX_VALUE - 8) {
        throw new DamagedException("strings of more than 2 GiB in one batch");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(data, from, buffer, used, length);
    long span = Span.of(used, length);
    used += length;
    return span;
  }

  /// Takes values of a dictionary of the same lane.
  ///
  /// @throws DamagedException when there is no value for an id
  void gather(Lanes dictionary, int size, int[] ids, int at, int count) {
    for (int i = 0; i < count; i++) {
      if (Integer.compareUnsigned(ids[i], size) >= 0) {
        throw new DamagedException("the dictionary has no value " + ids[i]);
      }
    }
    switch (lane) {
      case LONG -> gather(dictionary.longs, ids, longs, at, count);
      case WIDE -> {
        gather(dictionary.longs, ids, longs, at, count);
        gather(dictionary.highs, ids, highs, at, count);
      }
      case BYTES -> gather(dictionary.spans, ids, spans, at, count);
      case DOUBLE -> {
        double[] from = dictionary.doubles;
        double[] to = doubles;
        for (int i = 0; i < count; i++) {
          to[at + i] = from[ids[i]];
        }
      }
    }
  }

  private static void gather(long[] from, int[] ids, long[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = from[ids[i]];
    }
  }

  /// Moves values, which lie close together from `at` on, to the rows that are not NULL.
  void spread(boolean[] nulls, int at, int rows, int values) {
    switch (lane) {
      case LONG -> spread(longs, nulls, at, rows, values);
      case WIDE -> {
        spread(longs, nulls, at, rows, values);
        spread(highs, nulls, at, rows, values);
      }
      case BYTES -> {
        spread(spans, nulls, at, rows, values);
        for (int i = at; i < at + rows; i++) {
          spans[i] = nulls[i] ? 0 : spans[i];
        }
      }
      case DOUBLE -> {
        int from = at + values;
        for (int i = at + rows - 1; i >= at; i--) {
          if (!nulls[i]) {
            doubles[i] = doubles[--from];
          }
        }
      }
    }
  }

  private static void spread(long[] array, boolean[] nulls, int at, int rows, int values) {
    int from = at + values;
    for (int i = at + rows - 1; i >= at; i--) {
      if (!nulls[i]) {
        array[i] = array[--from];
      }
    }
  }
}
