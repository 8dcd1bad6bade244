package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.WideVector;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Makes the output column of an aggregate from the accumulators it shares with others.
abstract class AggregateResult implements ColumnResult {
  private final CountAccumulator counts;
  private final boolean nullWhenEmpty;
  private boolean[] nulls = new boolean[0];

  private AggregateResult(CountAccumulator counts, boolean nullWhenEmpty) {
    this.counts = counts;
    this.nullWhenEmpty = nullWhenEmpty;
  }

  @Override
  public final Vector vector(int rows) {
    return values(rows, nulls(rows));
  }

  abstract Vector values(int rows, boolean @Nullable [] empty);

  private boolean @Nullable [] nulls(int rows) {
    if (!nullWhenEmpty || !counts.mayBeZero()) {
      return null;
    }
    if (nulls.length < rows) {
      nulls = new boolean[Math.max(rows, nulls.length * 2)];
    }
    long[] count = counts.counts();
    for (int row = 0; row < rows; row++) {
      nulls[row] = count[row] == 0;
    }
    return nulls;
  }

  /// COUNT.
  static AggregateResult count(CountAccumulator counts) {
    return new AggregateResult(counts, false) {
      @Override
      Vector values(int rows, boolean @Nullable [] empty) {
        return new LongVector(counts.counts(), null);
      }
    };
  }

  /// MIN and MAX.
  static AggregateResult extreme(CountAccumulator counts, ExtremeAccumulator extreme, Lane lane) {
    return new AggregateResult(counts, true) {
      @Override
      Vector values(int rows, boolean @Nullable [] empty) {
        extreme.finish(rows);
        return lane == Lane.DOUBLE
            ? new DoubleVector(extreme.doubleResults(), empty)
            : new LongVector(extreme.longResults(), empty);
      }
    };
  }

  /// SUM of doubles.
  static AggregateResult sum(CountAccumulator counts, DoubleSumAccumulator sums, boolean real) {
    return new AggregateResult(counts, true) {
      private double[] rounded = new double[0];

      @Override
      Vector values(int rows, boolean @Nullable [] empty) {
        if (!real) {
          return new DoubleVector(sums.sums(), empty);
        }
        rounded = sized(rounded, rows);
        double[] exact = sums.sums();
        for (int row = 0; row < rows; row++) {
          rounded[row] = (float) exact[row];
        }
        return new DoubleVector(rounded, empty);
      }
    };
  }

  /// AVG of doubles.
  static AggregateResult average(CountAccumulator counts, DoubleSumAccumulator sums, boolean real) {
    return new AggregateResult(counts, true) {
      private double[] averages = new double[0];

      @Override
      Vector values(int rows, boolean @Nullable [] empty) {
        averages = sized(averages, rows);
        divide(sums.sums(), counts.counts(), averages, rows);
        if (real) {
          for (int row = 0; row < rows; row++) {
            averages[row] = (float) averages[row];
          }
        }
        return new DoubleVector(averages, empty);
      }
    };
  }

  /// Exact SUM.
  static AggregateResult sum(CountAccumulator counts, LongSumAccumulator sums, DataType type) {
    return new AggregateResult(counts, true) {
      private long[] narrow = new long[0];

      @Override
      Vector values(int rows, boolean @Nullable [] empty) {
        long[] high = sums.high();
        long[] low = sums.low();
        if (type.lane() == Lane.WIDE) {
          for (int row = 0; row < rows; row++) {
            Exact.requireFits(high[row], low[row], type);
          }
          return new WideVector(high, low, empty);
        }
        narrow = sized(narrow, rows);
        for (int row = 0; row < rows; row++) {
          narrow[row] = Exact.toLong(high[row], low[row], type);
        }
        return new LongVector(narrow, empty);
      }
    };
  }

  /// AVG of integers as a double.
  static AggregateResult average(CountAccumulator counts, LongSumAccumulator sums) {
    return new AggregateResult(counts, true) {
      private double[] averages = new double[0];

      @Override
      Vector values(int rows, boolean @Nullable [] empty) {
        averages = sized(averages, rows);
        for (int row = 0; row < rows; row++) {
          averages[row] = Exact.toDouble(sums.high()[row], sums.low()[row]) / counts.counts()[row];
        }
        return new DoubleVector(averages, empty);
      }
    };
  }

  /// Exact AVG of decimals.
  static AggregateResult average(
      CountAccumulator counts, LongSumAccumulator sums, int scale, DataType.Decimal type) {
    return new AggregateResult(counts, true) {
      private long[] low = new long[0];
      private long[] high = new long[0];

      @Override
      Vector values(int rows, boolean @Nullable [] empty) {
        low = sized(low, rows);
        high = type.lane() == Lane.WIDE ? sized(high, rows) : high;
        for (int row = 0; row < rows; row++) {
          long count = Math.max(1, counts.counts()[row]);
          if (type.lane() == Lane.LONG) {
            low[row] =
                Exact.averageLong(sums.high()[row], sums.low()[row], scale, count, type.scale());
          } else {
            BigInteger sum = WideInteger.toBigInteger(sums.high()[row], sums.low()[row]);
            BigInteger average = Exact.average(sum, scale, count, type.scale());
            high[row] = WideInteger.high(average);
            low[row] = WideInteger.low(average);
          }
        }
        return type.lane() == Lane.WIDE
            ? new WideVector(high, low, empty)
            : new LongVector(low, empty);
      }
    };
  }

  /// Independent divisions, for vector code.
  private static void divide(double[] sums, long[] counts, double[] averages, int rows) {
    for (int row = 0; row < rows; row++) {
      averages[row] = sums[row] / counts[row];
    }
  }

  private static double[] sized(double[] array, int rows) {
    return array.length < rows ? new double[Math.max(rows, array.length * 2)] : array;
  }

  private static long[] sized(long[] array, int rows) {
    return array.length < rows ? new long[Math.max(rows, array.length * 2)] : array;
  }
}
