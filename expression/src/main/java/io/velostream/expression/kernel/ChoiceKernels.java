package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/// The greater or smaller of two values of one type, in the order of comparisons.
@Total
public final class ChoiceKernels {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private ChoiceKernels() {}

  /// The greater one.
  public static long greatest(long a, long b) {
    return Math.max(a, b);
  }

  /// The smaller one.
  public static long least(long a, long b) {
    return Math.min(a, b);
  }

  /// The greater one; NaN is greater than all others.
  public static double greatest(double a, double b) {
    return ComparisonKernels.less(a, b) != 0 ? b : a;
  }

  /// The smaller one.
  public static double least(double a, double b) {
    return ComparisonKernels.greater(a, b) != 0 ? b : a;
  }

  /// The greater one.
  public static BigInteger greatest(BigInteger a, BigInteger b) {
    return a.max(b);
  }

  /// The smaller one.
  public static BigInteger least(BigInteger a, BigInteger b) {
    return a.min(b);
  }

  /// The greater one.
  public static Slice greatest(Slice a, Slice b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /// The smaller one.
  public static Slice least(Slice a, Slice b) {
    return a.compareTo(b) > 0 ? b : a;
  }

  /// Whether a value is among sorted 64-bit ones, given as big-endian bytes.
  public static long isAmong(long value, Slice sorted) {
    int low = 0;
    int high = sorted.length() / Long.BYTES - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long candidate = longAt(sorted, middle);
      if (candidate == value) {
        return 1;
      }
      if (candidate < value) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }

  private static long longAt(Slice sorted, int index) {
    return (long) LONGS.get(sorted.array(), sorted.offset() + index * Long.BYTES);
  }
}
