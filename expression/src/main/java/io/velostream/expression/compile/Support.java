package io.velostream.expression.compile;

import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.WideInteger;
import io.velostream.expression.EvaluationContext;
import java.math.BigInteger;

/// What generated code calls besides kernels.
final class Support {
  private Support() {}

  /// A value of a text column. Escape analysis removes it where the kernel is inlined.
  static Slice slice(byte[] data, long span) {
    return new Slice(data, Span.start(span), Span.length(span));
  }

  /// A value of a wide column.
  static BigInteger wide(long high, long low) {
    return high == low >> 63 ? BigInteger.valueOf(low) : WideInteger.toBigInteger(high, low);
  }

  /// Stores a wide value.
  static void storeWide(long[] high, long[] low, int row, BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      long small = value.longValue();
      high[row] = small >> 63;
      low[row] = small;
    } else {
      high[row] = WideInteger.high(value);
      low[row] = WideInteger.low(value);
    }
  }

  /// Whether the kernel that was just called said NULL; clears the mark.
  static boolean takeNull(EvaluationContext context) {
    boolean isNull = context.resultIsNull;
    context.resultIsNull = false;
    return isNull;
  }
}
