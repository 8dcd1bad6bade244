package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import java.util.Arrays;

/// Numbers rounded to buckets whose bounds grow by a constant factor, so that the middle of a
/// bucket is within 1 % of each number in it: the mapping of DDSketch (Masson, Rim, Lee, "DDSketch:
/// A Fast and Fully-Mergeable Quantile Sketch", VLDB 2019).
///
/// A sketch that counts buckets depends on the multiset of numbers alone, and takes retractions.
/// There are at most 142,000 buckets over the whole range of a double; numbers between 1 and a
/// million take 700.
final class LogBuckets implements ValueBag.Columns {
  /// The greatest relative error.
  static final double ERROR = 0.01;

  private static final double GAMMA = (1 + ERROR) / (1 - ERROR);
  private static final double LOG_GAMMA = StrictMath.log(GAMMA);

  /// Beyond every bucket's number, so that buckets of positive numbers stay positive.
  private static final long OFFSET = 1L << 20;

  private static final long INFINITE = 1L << 22;
  private static final long NOT_A_NUMBER = Long.MAX_VALUE;

  private final int column;
  private final double unit;
  private long[] buckets = new long[0];

  LogBuckets(int column, DataType type) {
    this.column = column;
    this.unit = Numbers.unit(type);
  }

  @Override
  public void read(Batch batch, GroupedRows in, Vector[] columns) {
    Vector from = batch.column(column);
    for (int k = 0; k < in.count; k++) {
      int row = in.row(k);
      if (row >= buckets.length) {
        buckets = Arrays.copyOf(buckets, Math.max(row + 1, 2 * buckets.length));
      }
      buckets[row] = of(Numbers.at(from, row, unit));
    }
    columns[0] = new LongVector(buckets, null);
  }

  /// The bucket of a number; buckets are ordered as numbers are.
  static long of(double number) {
    if (Double.isNaN(number)) {
      return NOT_A_NUMBER;
    }
    double magnitude = Math.abs(number);
    if (magnitude == 0) {
      return 0;
    }
    long bucket =
        Double.isInfinite(magnitude)
            ? INFINITE
            : OFFSET + (long) Math.ceil(StrictMath.log(magnitude) / LOG_GAMMA);
    return number < 0 ? -bucket : bucket;
  }

  /// A number that is within the error of all numbers of a bucket.
  static double middle(long bucket) {
    if (bucket == NOT_A_NUMBER) {
      return Double.NaN;
    }
    if (bucket == 0) {
      return 0;
    }
    long magnitude = Math.abs(bucket);
    double middle =
        magnitude == INFINITE
            ? Double.POSITIVE_INFINITY
            : Math.min(
                Double.MAX_VALUE,
                2 * StrictMath.exp((magnitude - OFFSET) * LOG_GAMMA) / (1 + GAMMA));
    return bucket < 0 ? -middle : middle;
  }
}
