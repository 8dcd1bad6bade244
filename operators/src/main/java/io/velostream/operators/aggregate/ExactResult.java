package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.state.BytesBuffer;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.LongBuffer;
import io.velostream.state.SlotField;
import io.velostream.state.WideBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Writes exact numbers as values of a result type, or says that they do not fit it.
final class ExactResult {
  private final String function;
  private final DataType type;
  private final long min;
  private final long max;
  private final BigInteger bound;

  /// The upper half of the bound: a number whose upper half is nearer to zero is within it.
  private final long boundHigh;

  /// @param function its name, for the message
  /// @param type a type of lane LONG or WIDE
  ExactResult(String function, DataType type) {
    this.function = function;
    this.type = type;
    switch (type) {
      case DataType.Integral integral -> {
        min = integral.width().min();
        max = integral.width().max();
        bound = BigInteger.ONE.shiftLeft(63);
      }
      case DataType.Decimal decimal -> {
        bound = BigInteger.TEN.pow(decimal.precision());
        max = type.lane() == Lane.LONG ? bound.longValueExact() - 1 : Long.MAX_VALUE;
        min = -max;
      }
      case DataType.Bool _,
          DataType.Floating _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ -> {
        min = Long.MIN_VALUE;
        max = Long.MAX_VALUE;
        bound = BigInteger.ONE.shiftLeft(63);
      }
    }
    boundHigh = bound.shiftRight(64).longValueExact();
  }

  /// Writes the numbers of 64 bits of `slots[from .. from + count - 1]` from position `at` on.
  void write(SlotField numbers, int[] slots, int from, int count, ColumnBuffer out, int at) {
    if (out instanceof LongBuffer b && min == Long.MIN_VALUE && max == Long.MAX_VALUE) {
      gather(numbers, slots, from, count, b.values(), at);
    } else {
      for (int i = 0; i < count; i++) {
        write(numbers.get(slots[from + i]), out, at + i);
      }
    }
  }

  private static void gather(
      SlotField numbers, int[] slots, int from, int count, long[] to, int at) {
    for (int i = 0; i < count; i++) {
      to[at + i] = numbers.get(slots[from + i]);
    }
  }

  /// Writes a number of 64 bits.
  void write(long value, ColumnBuffer out, int at) {
    switch (out) {
      case LongBuffer b -> {
        if (value < min || value > max) {
          throw overflow(BigInteger.valueOf(value));
        }
        b.values()[at] = value;
      }
      case WideBuffer b -> {
        b.high()[at] = value >> 63;
        b.low()[at] = value;
      }
      case DoubleBuffer _, BytesBuffer _ ->
          throw new IllegalArgumentException(type.sql() + " is not exact");
    }
  }

  /// Writes a number of 128 bits.
  ///
  /// @param high the signed upper half
  /// @param low the unsigned lower half
  void write(long high, long low, ColumnBuffer out, int at) {
    if (high == low >> 63) {
      write(low, out, at);
    } else if (out instanceof WideBuffer b && high > -boundHigh && high < boundHigh - 1) {
      b.high()[at] = high;
      b.low()[at] = low;
    } else {
      write(WideInteger.toBigInteger(high, low), out, at);
    }
  }

  /// Writes any whole number.
  void write(BigInteger value, ColumnBuffer out, int at) {
    if (value.bitLength() < 64) {
      write(value.longValue(), out, at);
      return;
    }
    if (!(out instanceof WideBuffer b) || value.abs().compareTo(bound) >= 0) {
      throw overflow(value);
    }
    b.high()[at] = WideInteger.high(value);
    b.low()[at] = WideInteger.low(value);
  }

  private UserException overflow(BigInteger value) {
    String number =
        type instanceof DataType.Decimal decimal
            ? new BigDecimal(value, decimal.scale()).toPlainString()
            : value.toString();
    return new UserException(
            ErrorCode.NUMERIC_OVERFLOW,
            function + " gives " + number + ", which does not fit " + type.sql())
        .hint("CAST the argument to a wider type, for instance DECIMAL(38, 0) or DOUBLE");
  }
}
