package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.WideInteger;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.LongBuffer;
import java.math.BigInteger;

/// The results COUNT, SUM, AVG, VAR_… and STDDEV_… from counts, sums and moments; NULL where there
/// are too few values.
final class SumFinishers {
  private SumFinishers() {}

  /// The count of an input; of all rows with an input below 0.
  static Finisher count(int input) {
    return (state, slots, from, count, out, at) -> {
      long[] to = ((LongBuffer) out).values();
      state.counts(input, slots, from, count).write(count, to, at);
    };
  }

  static Finisher integerSum(int part, int input, DataType type) {
    ExactResult result = new ExactResult("SUM", type);
    return (state, slots, from, count, out, at) -> {
      IntegerSum sum = (IntegerSum) state.accumulator(part);
      ResultCounts present = state.counts(input, slots, from, count);
      if (!present.anyZero() && sum.isNarrow()) {
        result.write(sum.low(), slots, from, count, out, at);
        return;
      }
      long[] counts = present.values();
      for (int i = 0; i < count; i++) {
        int slot = slots[from + i];
        if (counts[i] == 0) {
          out.setNull(at + i);
        } else if (sum.high(slot) == 0) {
          result.write(sum.low(slot), out, at + i);
        } else {
          result.write(exact(sum, slot), out, at + i);
        }
      }
    };
  }

  static Finisher wideSum(int part, int input, DataType type) {
    ExactResult result = new ExactResult("SUM", type);
    return (state, slots, from, count, out, at) -> {
      WideSum sum = (WideSum) state.accumulator(part);
      long[] counts = state.counts(input, slots, from, count).values();
      for (int i = 0; i < count; i++) {
        int slot = slots[from + i];
        if (counts[i] == 0) {
          out.setNull(at + i);
        } else if (sum.high()[slot] == sum.middle()[slot] >> 63) {
          result.write(sum.middle()[slot], sum.low()[slot], out, at + i);
        } else {
          result.write(exact(sum, slot), out, at + i);
        }
      }
    };
  }

  /// AVG of integers as a DOUBLE.
  static Finisher integerAverage(int part, int input) {
    return (state, slots, from, count, out, at) -> {
      IntegerSum sum = (IntegerSum) state.accumulator(part);
      long[] counts = state.counts(input, slots, from, count).values();
      double[] to = ((DoubleBuffer) out).values();
      for (int i = 0; i < count; i++) {
        int slot = slots[from + i];
        if (counts[i] == 0) {
          out.setNull(at + i);
        } else if (sum.high(slot) == 0) {
          to[at + i] = Ratio.toDouble(sum.low(slot), counts[i]);
        } else {
          to[at + i] = Ratio.toDouble(exact(sum, slot), counts[i]);
        }
      }
    };
  }

  /// AVG of unscaled numbers as an exact type whose scale is larger by `digits`.
  static Finisher exactAverage(int part, int input, int digits, DataType type) {
    ExactResult result = new ExactResult("AVG", type);
    BigInteger up = BigInteger.TEN.pow(Math.max(0, digits));
    BigInteger down = BigInteger.TEN.pow(Math.max(0, -digits));
    long factor = digits >= 0 && digits <= 18 ? up.longValueExact() : 0;
    return (state, slots, from, count, out, at) -> {
      Accumulator sum = state.accumulator(part);
      long[] counts = state.counts(input, slots, from, count).values();
      for (int i = 0; i < count; i++) {
        int slot = slots[from + i];
        if (counts[i] == 0) {
          out.setNull(at + i);
          continue;
        }
        if (factor != 0 && sum instanceof IntegerSum small && small.high(slot) == 0) {
          long low = small.low(slot);
          if (Math.multiplyHigh(low, factor) == low * factor >> 63) {
            result.write(Ratio.halfUp(low * factor, counts[i]), out, at + i);
            continue;
          }
        }
        BigInteger exact = sum instanceof WideSum wide ? exact(wide, slot) : exact(sum, slot);
        BigInteger divisor = BigInteger.valueOf(counts[i]).multiply(down);
        result.write(Ratio.halfUp(exact.multiply(up), divisor), out, at + i);
      }
    };
  }

  static Finisher doubleSum(int part, int input, boolean real) {
    return (state, slots, from, count, out, at) -> {
      double[] to = ((DoubleBuffer) out).values();
      ((DoubleSum) state.accumulator(part)).write(slots, from, count, to, at);
      if (real) {
        toReal(to, at, count);
      }
      state.counts(input, slots, from, count).nullWithout(count, out, at);
    };
  }

  static Finisher doubleAverage(int part, int input, boolean real) {
    return (state, slots, from, count, out, at) -> {
      double[] to = ((DoubleBuffer) out).values();
      ((DoubleSum) state.accumulator(part)).write(slots, from, count, to, at);
      ResultCounts counts = state.counts(input, slots, from, count);
      divide(to, at, counts.values(), count);
      if (real) {
        toReal(to, at, count);
      }
      counts.nullWithout(count, out, at);
    };
  }

  /// Variance, or its root; of a sample or of a whole population.
  static Finisher spread(int part, int input, boolean sample, boolean root) {
    return (state, slots, from, count, out, at) -> {
      double[] to = ((DoubleBuffer) out).values();
      ((Moments) state.accumulator(part)).write(slots, from, count, to, at);
      long[] counts = state.counts(input, slots, from, count).values();
      int fewer = sample ? 1 : 0;
      for (int i = 0; i < count; i++) {
        long n = counts[i] - fewer;
        if (n <= 0) {
          out.setNull(at + i);
        } else {
          double variance = to[at + i] / n;
          to[at + i] = root ? Math.sqrt(variance) : variance;
        }
      }
    };
  }

  static Finisher picked(int part, int input) {
    return (state, slots, from, count, out, at) -> {
      ((PickedValue) state.accumulator(part)).write(slots, from, count, out, at);
      state.counts(input, slots, from, count).nullWithout(count, out, at);
    };
  }

  private static void toReal(double[] values, int at, int count) {
    for (int i = at; i < at + count; i++) {
      values[i] = (float) values[i];
    }
  }

  private static void divide(double[] values, int at, long[] by, int count) {
    for (int i = 0; i < count; i++) {
      values[at + i] /= by[i];
    }
  }

  private static BigInteger exact(Accumulator sum, int slot) {
    IntegerSum small = (IntegerSum) sum;
    long low = small.low(slot);
    return WideInteger.toBigInteger(small.high(slot) + (low >> 63), low);
  }

  private static BigInteger exact(WideSum sum, int slot) {
    BigInteger upper = WideInteger.toBigInteger(sum.high()[slot], sum.middle()[slot]);
    return upper.shiftLeft(64).or(WideInteger.toBigInteger(0, sum.low()[slot]));
  }
}
