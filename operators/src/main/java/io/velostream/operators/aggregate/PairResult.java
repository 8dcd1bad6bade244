package io.velostream.operators.aggregate;

import static io.velostream.operators.aggregate.PairSource.MEAN_X;
import static io.velostream.operators.aggregate.PairSource.MEAN_Y;
import static io.velostream.operators.aggregate.PairSource.SXX;
import static io.velostream.operators.aggregate.PairSource.SXY;
import static io.velostream.operators.aggregate.PairSource.SYY;

import io.velostream.state.DoubleBuffer;

/// A result of two numbers, as the SQL standard and PostgreSQL define it.
enum PairResult {
  CORR((s, n) -> s[SXX] != 0 && s[SYY] != 0, (s, n) -> correlation(s)),
  COVAR_POP((s, n) -> true, (s, n) -> s[SXY] / n),
  COVAR_SAMP((s, n) -> n > 1, (s, n) -> s[SXY] / (n - 1)),
  SLOPE((s, n) -> s[SXX] != 0, (s, n) -> s[SXY] / s[SXX]),
  INTERCEPT((s, n) -> s[SXX] != 0, (s, n) -> s[MEAN_Y] - s[SXY] / s[SXX] * s[MEAN_X]),
  R2((s, n) -> s[SXX] != 0, (s, n) -> s[SYY] == 0 ? 1 : correlation(s) * correlation(s)),
  AVG_X((s, n) -> true, (s, n) -> s[MEAN_X]),
  AVG_Y((s, n) -> true, (s, n) -> s[MEAN_Y]),
  SUM_XX((s, n) -> true, (s, n) -> s[SXX]),
  SUM_YY((s, n) -> true, (s, n) -> s[SYY]),
  SUM_XY((s, n) -> true, (s, n) -> s[SXY]);

  private interface Condition {
    boolean holds(double[] sums, long count);
  }

  private interface Formula {
    double of(double[] sums, long count);
  }

  private final Condition defined;
  private final Formula formula;

  PairResult(Condition defined, Formula formula) {
    this.defined = defined;
    this.formula = formula;
  }

  private static double correlation(double[] s) {
    double product = s[SXX] * s[SYY];
    // The product of two small or great numbers may be beyond the range of a double.
    boolean inRange = product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE;
    double r = s[SXY] / (inRange ? Math.sqrt(product) : Math.sqrt(s[SXX]) * Math.sqrt(s[SYY]));
    return Double.isNaN(r) ? r : Math.clamp(r, -1.0, 1.0);
  }

  /// The finisher: NULL without rows, and where the result is not defined.
  Finisher finisher(int part, int input) {
    double[] numbers = new double[PairSource.NUMBERS];
    return (state, slots, from, count, out, at) -> {
      PairSource sums = (PairSource) state.accumulator(part);
      long[] counts = state.counts(input, slots, from, count).values();
      double[] to = ((DoubleBuffer) out).values();
      for (int i = 0; i < count; i++) {
        int slot = slots[from + i];
        long n = counts[i];
        sums.read(slot, numbers);
        if (n > 0 && defined.holds(numbers, n)) {
          to[at + i] = formula.of(numbers, n);
        } else {
          out.setNull(at + i);
        }
      }
    };
  }
}
