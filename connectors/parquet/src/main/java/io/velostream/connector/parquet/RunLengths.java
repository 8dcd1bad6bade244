package io.velostream.connector.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Reads small numbers (levels, ids of a dictionary) in Parquet's hybrid of run lengths and packed
/// bits.
///
/// Damaged data ends in a [DamagedException] or in numbers too large for the bits; it never reads
/// beyond the padding of a page.
final class RunLengths {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] data = {};
  private int next;
  private int end;
  private int bits;

  /// Values left of the current run.
  private int left;

  /// Whether the values of the run are all [#repeated].
  private boolean repeats;

  private int repeated;

  /// Where the packed values of the run start, and how many of them have been read.
  private int packed;

  private int taken;

  /// Starts at `from`; all lies before `to`, with [Page#PADDING] readable bytes behind it.
  void start(byte[] bytes, int from, int to, int bitWidth) {
    if (bitWidth < 0 || bitWidth > 32 || from > to) {
      throw new DamagedException("numbers of " + bitWidth + " bits");
    }
    data = bytes;
    next = from;
    end = to;
    bits = bitWidth;
    left = 0;
  }

  /// Takes `count` values if all of them are known to be `value` without a look at each.
  boolean takeAll(int count, int value) {
    if (left == 0) {
      startRun();
    }
    if (!repeats || repeated != value || left < count) {
      return false;
    }
    left -= count;
    return true;
  }

  /// Reads `count` values to `target` from `at` on.
  void read(int[] target, int at, int count) {
    int to = at + count;
    while (at < to) {
      if (left == 0) {
        startRun();
      }
      int run = Math.min(left, to - at);
      if (repeats) {
        Arrays.fill(target, at, at + run, repeated);
      } else {
        unpack(data, packed, taken, bits, target, at, run);
        taken += run;
      }
      left -= run;
      at += run;
    }
  }

  private static void unpack(
      byte[] data, int start, int skipped, int bits, int[] target, int at, int count) {
    long mask = (1L << bits) - 1;
    long bit = (long) skipped * bits;
    for (int i = 0; i < count; i++) {
      long word = (long) LONGS.get(data, start + (int) (bit >>> 3));
      target[at + i] = (int) (word >>> (bit & 7) & mask);
      bit += bits;
    }
  }

  private void startRun() {
    int header = header();
    int count = header >>> 1;
    repeats = (header & 1) == 0;
    if (repeats) {
      left = count;
      repeated = number((bits + 7) / 8);
    } else {
      if (count > Integer.MAX_VALUE / 32) {
        throw new DamagedException("a run is too long");
      }
      left = count * 8;
      packed = next;
      taken = 0;
      long bytes = (long) count * bits;
      // A writer may leave out the bytes that the last values do not need.
      long there = Math.min(bytes, end - next);
      if (there < bytes && bits > 0) {
        left = (int) Math.min(left, there * 8 / bits);
      }
      next += (int) there;
    }
    if (left == 0) {
      throw new DamagedException("a run is cut off");
    }
  }

  private int header() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = number(1);
      value |= (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new DamagedException("a run has no length");
  }

  private int number(int bytes) {
    if (next + bytes > end) {
      throw new DamagedException("a run is cut off");
    }
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (data[next++] & 0xFF) << (8 * i);
    }
    return value;
  }
}
