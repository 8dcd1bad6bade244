package io.velostream.operators.rows;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;

/// Stable sort of row numbers by a number that each has, byte by byte from the least significant
/// one, in scratch space that is kept. Bytes that are the same in all numbers cost nothing.
///
/// Many rows are sorted in a few runs through memory, where comparing them would look at rows that
/// lie anywhere (D. Knuth, The Art of Computer Programming, volume 3, 5.2.5).
public final class RadixSort implements MemorySized {
  private static final int VALUES = 256;

  private long[] keys = new long[0];
  private long[] otherKeys = new long[0];
  private int[] otherRows = new int[0];
  private final int[] places = new int[VALUES];

  /// The numbers of so many rows, to be filled in before [#sort]; later what they are in order.
  public long[] keys(int count) {
    if (keys.length < count) {
      keys = new long[count];
      otherKeys = new long[count];
      otherRows = new int[count];
    }
    return keys;
  }

  /// Sorts `rows[0 .. count - 1]` by the numbers at the same indexes of [#keys], as signed ones.
  public void sort(int[] rows, int count) {
    long varying = 0;
    for (int i = 1; i < count; i++) {
      varying |= keys[i] ^ keys[0];
    }
    int[] from = rows;
    int[] to = otherRows;
    boolean isElsewhere = false;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      if ((varying >>> shift & (VALUES - 1)) != 0) {
        distribute(from, to, count, shift);
        long[] sorted = otherKeys;
        otherKeys = keys;
        keys = sorted;
        int[] swapped = from;
        from = to;
        to = swapped;
        isElsewhere = !isElsewhere;
      }
    }
    if (isElsewhere) {
      System.arraycopy(from, 0, rows, 0, count);
    }
  }

  private void distribute(int[] from, int[] to, int count, int shift) {
    // Signed: in the most significant byte, numbers with the sign come first.
    int sign = shift == Long.SIZE - Byte.SIZE ? VALUES / 2 : 0;
    Arrays.fill(places, 0);
    for (int i = 0; i < count; i++) {
      places[(int) (keys[i] >>> shift & (VALUES - 1)) ^ sign]++;
    }
    int place = 0;
    for (int v = 0; v < VALUES; v++) {
      int rows = places[v];
      places[v] = place;
      place += rows;
    }
    for (int i = 0; i < count; i++) {
      int at = places[(int) (keys[i] >>> shift & (VALUES - 1)) ^ sign]++;
      otherKeys[at] = keys[i];
      to[at] = from[i];
    }
  }

  @Override
  public long memoryBytes() {
    return (2L * Long.BYTES + Integer.BYTES) * keys.length;
  }
}
