package io.velostream.connector.datagen.draw;

/// How numbers are spread.
public sealed interface Distribution {
  /// The share of numbers that lie below a value.
  double shareBelow(double value);

  /// The value below which a share of the numbers lies.
  ///
  /// @param share between 0 and 1, neither of them
  double valueAt(double share);

  /// The same for all values between two bounds.
  record Uniform(double min, double max) implements Distribution {
    @Override
    public double shareBelow(double value) {
      return min == max ? 0 : Math.clamp((value - min) / (max - min), 0, 1);
    }

    @Override
    public double valueAt(double share) {
      return min + share * (max - min);
    }
  }

  /// Gauss' bell.
  ///
  /// @param deviation the standard deviation
  record Normal(double mean, double deviation) implements Distribution {
    @Override
    public double shareBelow(double value) {
      return NormalLaw.shareBelow((value - mean) / deviation);
    }

    @Override
    public double valueAt(double share) {
      return mean + deviation * NormalLaw.valueAt(share);
    }
  }

  /// Numbers above 0 whose logarithms are normal.
  ///
  /// @param median half of the numbers are below it
  /// @param sigma the standard deviation of the logarithms
  record LogNormal(double median, double sigma) implements Distribution {
    @Override
    public double shareBelow(double value) {
      return value <= 0 ? 0 : NormalLaw.shareBelow(Math.log(value / median) / sigma);
    }

    @Override
    public double valueAt(double share) {
      return median * Math.exp(sigma * NormalLaw.valueAt(share));
    }
  }

  /// The waiting times of events that do not depend on each other.
  record Exponential(double mean) implements Distribution {
    @Override
    public double shareBelow(double value) {
      return value <= 0 ? 0 : -Math.expm1(-value / mean);
    }

    @Override
    public double valueAt(double share) {
      return -mean * Math.log1p(-share);
    }
  }
}
