package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// Count, sum, mean and sum of squared distances from the mean, of doubles. Merging follows Chan,
/// Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances"
/// (1979), which does not cancel as sums of squares do.
final class Moments {
  double count;
  double sum;
  double mean;
  double squares;

  void clear() {
    count = 0;
    sum = 0;
    mean = 0;
    squares = 0;
  }

  void set(double otherCount, double otherSum, double otherMean, double otherSquares) {
    count = otherCount;
    sum = otherSum;
    mean = otherMean;
    squares = otherSquares;
  }

  void set(Moments other) {
    set(other.count, other.sum, other.mean, other.squares);
  }

  void add(double value) {
    merge(1, value, value, 0);
  }

  void merge(double otherCount, double otherSum, double otherMean, double otherSquares) {
    if (otherCount == 0) {
      return;
    }
    double total = count + otherCount;
    double distance = otherMean - mean;
    mean += distance * (otherCount / total);
    squares += otherSquares + distance * distance * (count * otherCount / total);
    sum += otherSum;
    count = total;
  }

  void save(StateOutput out) {
    out.putDouble(count);
    out.putDouble(sum);
    out.putDouble(mean);
    out.putDouble(squares);
  }

  void restore(StateInput in) {
    set(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
  }

  /// Writes the function's value as the result of the row `slot`.
  void result(FrameFunction function, boolean real, int slot, ResultColumn column) {
    if (count == 0) {
      column.setNull(slot);
      return;
    }
    double value =
        switch (function) {
          case SUM -> sum;
          case AVG -> sum / count;
          case VAR_POP -> squares / count;
          case VAR_SAMP -> squares / (count - 1);
          case STDDEV_POP -> Math.sqrt(squares / count);
          case STDDEV_SAMP -> Math.sqrt(squares / (count - 1));
          case COUNT, MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE ->
              throw new IllegalStateException("not a moment: " + function);
        };
    boolean sample = function == FrameFunction.VAR_SAMP || function == FrameFunction.STDDEV_SAMP;
    if (sample && count < 2) {
      column.setNull(slot);
    } else {
      column.setDouble(slot, real ? (float) value : value);
    }
  }
}
