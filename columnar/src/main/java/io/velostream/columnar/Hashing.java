package io.velostream.columnar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// 64-bit hashes of values and rows. They are stable across runs and machines, since partitioning
/// and snapshots rely on them.
///
/// The mixer folds a 128-bit product, as wyhash by Wang Yi does.
public final class Hashing {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long A = 0x9E37_79B9_7F4A_7C15L;
  private static final long B = 0xD6E8_FEB8_6659_FD93L;

  /// The hash of NULL.
  public static final long NULL = 0x5851_F42D_4C95_7F2DL;

  private Hashing() {}

  /// Hash of one `long`.
  public static long of(long value) {
    return fold(value ^ A, B);
  }

  /// Hash of a double: all NaN alike, and -0.0 like 0.0.
  public static long of(double value) {
    return of(Double.doubleToLongBits(value + 0.0));
  }

  /// Hash of a 128-bit value.
  public static long of(long high, long low) {
    return fold(low ^ A, high ^ B);
  }

  /// Hash of the `length` bytes at `offset`.
  public static long bytes(byte[] array, int offset, int length) {
    long hash = length * B;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      hash = fold(hash ^ (long) LONGS.get(array, at), A);
    }
    if (at < end) {
      hash = fold(hash ^ tail(array, at, end), A);
    }
    return fold(hash, B);
  }

  private static long tail(byte[] array, int from, int end) {
    if (from + 8 <= array.length) {
      return (long) LONGS.get(array, from) & (-1L >>> (64 - 8 * (end - from)));
    }
    long word = 0;
    for (int i = end - 1; i >= from; i--) {
      word = word << 8 | (array[i] & 0xFF);
    }
    return word;
  }

  /// Combines the hash of the columns so far with the hash of the next one.
  public static long combine(long hash, long next) {
    return fold(hash ^ A, next ^ B);
  }

  private static long fold(long a, long b) {
    return (a * b) ^ Math.multiplyHigh(a, b);
  }
}
