package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.ExactSums;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/// SKEWNESS and KURTOSIS of a sample, from exact sums of the first four powers, which do not depend
/// on the order of rows and from which retractions take away just what insertions added.
///
/// Result 0 is the skewness, result 1 the excess kurtosis, both corrected for the size of the
/// sample; NULL where there are too few values or all are equal.
final class PowerSums extends Results {
  static final int SKEWNESS = 0;
  static final int KURTOSIS = 1;
  private static final int POWERS = 4;

  private final int column;
  private final double unit;
  private final ExactSums[] sums = new ExactSums[POWERS];
  private long[] counts = new long[0];
  private double[] numbers = new double[0];

  PowerSums(int column, DataType type) {
    this.column = column;
    this.unit = Numbers.unit(type);
    Arrays.setAll(sums, _ -> new ExactSums());
  }

  @Override
  void reserve(int slots) {
    for (ExactSums sum : sums) {
      sum.reserve(slots);
    }
    if (slots > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(slots, Math.max(64, counts.length * 2)));
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    if (numbers.length < in.count) {
      numbers = new double[in.count];
    }
    Numbers.read(batch.column(column), in, unit, numbers);
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      long weight = in.weight(in.row(k));
      counts[slot] += weight;
      add(slot, numbers[k], weight);
    }
  }

  /// The square is the pair of a product and its error; the higher powers are products of these.
  private void add(int slot, double x, long weight) {
    double square = x * x;
    sums[0].add(slot, x, weight);
    sums[1].add(slot, square, weight);
    if (!Double.isFinite(square)) {
      sums[2].add(slot, square, weight);
      sums[3].add(slot, square, weight);
      return;
    }
    double error = Math.fma(x, x, -square);
    sums[1].add(slot, error, weight);
    ExactSpread.addProduct(sums[2], slot, square, x, weight);
    ExactSpread.addProduct(sums[2], slot, error, x, weight);
    ExactSpread.addProduct(sums[3], slot, square, square, weight);
    ExactSpread.addProduct(sums[3], slot, 2 * square, error, weight);
    ExactSpread.addProduct(sums[3], slot, error, error, weight);
  }

  @Override
  void write(int index, int[] slots, int from, int count, ColumnBuffer out, int at) {
    for (int i = 0; i < count; i++) {
      write(index, slots[from + i], out, at + i);
    }
  }

  private void write(int index, int slot, ColumnBuffer out, int at) {
    long n = counts[slot];
    if (n <= 2 + index) {
      out.setNull(at);
      return;
    }
    double[] to = ((DoubleBuffer) out).values();
    for (ExactSums sum : sums) {
      if (sum.isSpecial(slot)) {
        to[at] = Double.NaN;
        return;
      }
    }
    BigInteger size = BigInteger.valueOf(n);
    BigInteger s1 = sums[0].exact(slot);
    BigInteger s2 = sums[1].exact(slot).shiftLeft(ExactSpread.UNIT_BITS);
    // The central moments times a power of n, in whole numbers.
    BigInteger second = size.multiply(s2).subtract(s1.multiply(s1));
    if (second.signum() <= 0) {
      out.setNull(at);
      return;
    }
    // All are scaled by the same power of two per power of the values.
    int scale = second.bitLength() / 2;
    double m2 = ExactSpread.toDouble(second, 2 * scale, 1);
    to[at] =
        index == SKEWNESS
            ? skewness(ExactSpread.toDouble(third(slot, size, s1, s2), 3 * scale, 1), m2, n)
            : kurtosis(ExactSpread.toDouble(fourth(slot, size, s1, s2), 4 * scale, 1), m2, n);
  }

  private BigInteger third(int slot, BigInteger n, BigInteger s1, BigInteger s2) {
    BigInteger s3 = sums[2].exact(slot).shiftLeft(2 * ExactSpread.UNIT_BITS);
    return n.multiply(n)
        .multiply(s3)
        .subtract(n.multiply(s2).multiply(s1).multiply(BigInteger.valueOf(3)))
        .add(s1.pow(3).shiftLeft(1));
  }

  private BigInteger fourth(int slot, BigInteger n, BigInteger s1, BigInteger s2) {
    BigInteger s3 = sums[2].exact(slot).shiftLeft(2 * ExactSpread.UNIT_BITS);
    BigInteger s4 = sums[3].exact(slot).shiftLeft(3 * ExactSpread.UNIT_BITS);
    return n.pow(3)
        .multiply(s4)
        .subtract(n.multiply(n).multiply(s3).multiply(s1).shiftLeft(2))
        .add(n.multiply(s2).multiply(s1).multiply(s1).multiply(BigInteger.valueOf(6)))
        .subtract(s1.pow(4).multiply(BigInteger.valueOf(3)));
  }

  private static double skewness(double m3, double m2, long n) {
    return m3 / (m2 * Math.sqrt(m2)) * Math.sqrt(n * (n - 1.0)) / (n - 2);
  }

  private static double kurtosis(double m4, double m2, long n) {
    return (n - 1.0) * ((n + 1.0) * (m4 / (m2 * m2)) - 3 * (n - 1.0)) / ((n - 2.0) * (n - 3.0));
  }

  @Override
  Accumulator newTrace() {
    return new HeldResults(List.of(Lane.DOUBLE, Lane.DOUBLE));
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    write(SKEWNESS, slot, ((HeldResults) trace).result(SKEWNESS), at);
    write(KURTOSIS, slot, ((HeldResults) trace).result(KURTOSIS), at);
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    PowerSums other = (PowerSums) from;
    counts[slot] += other.counts[fromSlot];
    for (int i = 0; i < POWERS; i++) {
      sums[i].merge(other.sums[i], fromSlot, slot);
    }
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(counts, slots, from, count);
    for (ExactSums sum : sums) {
      sum.save(out, slots, from, count);
    }
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(counts, slots, from, count);
    for (ExactSums sum : sums) {
      sum.restore(in, slots, from, count);
    }
  }

  @Override
  void clear(int slot) {
    counts[slot] = 0;
    for (ExactSums sum : sums) {
      sum.clear(slot);
    }
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(counts, 0, limit, 0);
    for (ExactSums sum : sums) {
      sum.clearAll(limit);
    }
  }

  @Override
  public long memoryBytes() {
    long bytes = 8L * counts.length;
    for (ExactSums sum : sums) {
      bytes += sum.memoryBytes();
    }
    return bytes;
  }
}
