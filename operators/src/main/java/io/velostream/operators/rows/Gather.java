package io.velostream.operators.rows;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import org.jspecify.annotations.Nullable;

/// Picks rows of one column by number, in any order and any number of times, into arrays of its own
/// that the next call reuses. Bytes are not copied: the result shares the data or the dictionary of
/// the source and is valid as long as that is.
public final class Gather implements MemorySized {
  private long[] longs = new long[0];
  private long[] lows = new long[0];
  private double[] doubles = new double[0];
  private int[] ids = new int[0];
  private boolean[] flags = new boolean[0];

  /// The rows `from[rows[0]], from[rows[1]], …`, `count` of them.
  public Vector gather(Vector from, int[] rows, int count) {
    boolean[] nulls = gatherNulls(from.nulls(), rows, count);
    return switch (from) {
      case LongVector v -> {
        longs = sized(longs, count);
        copy(v.values(), rows, longs, count);
        yield new LongVector(longs, nulls);
      }
      case DoubleVector v -> {
        doubles = doubles.length < count ? new double[grown(count)] : doubles;
        copy(v.values(), rows, doubles, count);
        yield new DoubleVector(doubles, nulls);
      }
      case WideVector v -> {
        longs = sized(longs, count);
        lows = sized(lows, count);
        copy(v.high(), rows, longs, count);
        copy(v.low(), rows, lows, count);
        yield new WideVector(longs, lows, nulls);
      }
      case BytesVector v -> {
        longs = sized(longs, count);
        copy(v.spans(), rows, longs, count);
        yield new BytesVector(v.data(), longs, nulls);
      }
      case DictionaryVector v -> {
        ids = ids.length < count ? new int[grown(count)] : ids;
        copy(v.ids(), rows, ids, count);
        yield new DictionaryVector(ids, v.dictionary(), nulls);
      }
    };
  }

  private boolean @Nullable [] gatherNulls(boolean @Nullable [] nulls, int[] rows, int count) {
    if (nulls == null) {
      return null;
    }
    flags = flags.length < count ? new boolean[grown(count)] : flags;
    for (int i = 0; i < count; i++) {
      flags[i] = nulls[rows[i]];
    }
    return flags;
  }

  private static long[] sized(long[] array, int count) {
    return array.length < count ? new long[grown(count)] : array;
  }

  /// Room to spare, so that a slowly growing batch does not allocate each time.
  private static int grown(int count) {
    return Math.max(64, count + (count >> 1));
  }

  private static void copy(long[] from, int[] rows, long[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = from[rows[i]];
    }
  }

  private static void copy(double[] from, int[] rows, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = from[rows[i]];
    }
  }

  private static void copy(int[] from, int[] rows, int[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = from[rows[i]];
    }
  }

  @Override
  public long memoryBytes() {
    return 8L * (longs.length + lows.length + doubles.length) + 4L * ids.length + flags.length;
  }
}
