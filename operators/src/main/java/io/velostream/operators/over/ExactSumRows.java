package io.velostream.operators.over;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.WideVector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.math.BigInteger;

/// SUM and AVG of integers and decimals in 192 bits: exact, so that what leaves is subtracted.
final class ExactSumRows extends RowAggregator {
  private final boolean average;
  private final int scale;
  private final DataType type;
  private long count;
  private long top;
  private long high;
  private long low;

  /// @param scale of the argument
  /// @param type of the result
  ExactSumRows(
      FrameRows rows, int argument, int filter, boolean average, int scale, DataType type) {
    super(rows, argument, filter, true);
    this.average = average;
    this.scale = scale;
    this.type = type;
  }

  @Override
  void add(int slot) {
    Vector values = values();
    long addHigh = high(values, slot);
    long addLow = low(values, slot);
    count++;
    low += addLow;
    long carry = Long.compareUnsigned(low, addLow) < 0 ? 1 : 0;
    long sum = high + addHigh;
    long carried = sum + carry;
    long overflow =
        (Long.compareUnsigned(sum, high) < 0 ? 1L : 0L)
            + (Long.compareUnsigned(carried, sum) < 0 ? 1L : 0L);
    high = carried;
    top += (addHigh >> 63) + overflow;
  }

  @Override
  void remove(int slot) {
    Vector values = values();
    long takeHigh = high(values, slot);
    long takeLow = low(values, slot);
    count--;
    long borrow = Long.compareUnsigned(low, takeLow) < 0 ? 1 : 0;
    low -= takeLow;
    long difference = high - takeHigh;
    long underflow =
        (Long.compareUnsigned(high, takeHigh) < 0 ? 1L : 0L)
            + (Long.compareUnsigned(difference, borrow) < 0 ? 1L : 0L);
    high = difference - borrow;
    top -= (takeHigh >> 63) + underflow;
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    out.putSigned(count);
    out.putSigned(top);
    out.putLong(high);
    out.putLong(low);
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    count = in.getSigned();
    top = in.getSigned();
    high = in.getLong();
    low = in.getLong();
  }

  @Override
  void result(int slot, ResultColumn column) {
    if (count == 0) {
      column.setNull(slot);
    } else if (average) {
      setAverage(slot, column);
    } else {
      requireTwoHalves();
      if (type.lane() == Lane.WIDE) {
        Exact.requireFits(high, low, type);
        column.setWide(slot, high, low);
      } else {
        column.setLong(slot, Exact.toLong(high, low, type));
      }
    }
  }

  private void setAverage(int slot, ResultColumn column) {
    BigInteger sum =
        BigInteger.valueOf(top)
            .shiftLeft(128)
            .add(WideInteger.toBigInteger(high, low))
            .add(high < 0 ? BigInteger.ONE.shiftLeft(128) : BigInteger.ZERO);
    if (!(type instanceof DataType.Decimal decimal)) {
      column.setDouble(slot, sum.doubleValue() / count);
      return;
    }
    BigInteger result = Exact.average(sum, scale, count, decimal.scale());
    if (type.lane() == Lane.WIDE) {
      column.setWide(slot, WideInteger.high(result), WideInteger.low(result));
    } else {
      column.setLong(slot, result.longValueExact());
    }
  }

  private void requireTwoHalves() {
    if (top != high >> 63) {
      throw Exact.overflow(type);
    }
  }

  private static long high(Vector vector, int slot) {
    return switch (vector) {
      case LongVector v -> v.values()[slot] >> 63;
      case WideVector v -> v.high()[slot];
      case DoubleVector _, BytesVector _, DictionaryVector _ -> throw notExact(vector);
    };
  }

  private static long low(Vector vector, int slot) {
    return switch (vector) {
      case LongVector v -> v.values()[slot];
      case WideVector v -> v.low()[slot];
      case DoubleVector _, BytesVector _, DictionaryVector _ -> throw notExact(vector);
    };
  }

  private static IllegalStateException notExact(Vector vector) {
    return new IllegalStateException("no exact sum of lane " + vector.lane());
  }
}
