package io.velostream.connector.datagen.column;

import java.util.Arrays;

/// The rows of a column that are asked for. A new object for each set of rows: a generator may keep
/// what it made for one.
///
/// @param values row numbers; the array may be longer, and belongs to whoever made this
/// @param count how many
public record Positions(long[] values, int count) {
  static long[] room(long[] array, int count) {
    return array.length >= count ? array : new long[Math.max(count, array.length * 2)];
  }

  static double[] room(double[] array, int count) {
    return array.length >= count ? array : new double[Math.max(count, array.length * 2)];
  }

  static boolean[] room(boolean[] array, int count) {
    return array.length >= count ? array : new boolean[Math.max(count, array.length * 2)];
  }

  static int[] room(int[] array, int count) {
    return array.length >= count ? array : new int[Math.max(count, array.length * 2)];
  }

  /// The rows `0 .. count - 1`.
  public static Positions first(int count) {
    long[] values = new long[count];
    Arrays.setAll(values, i -> i);
    return new Positions(values, count);
  }
}
