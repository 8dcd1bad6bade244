package io.velostream.connector.datagen.draw;

/// Floating-point numbers by position.
@FunctionalInterface
public interface DoubleDraws {
  /// Writes the numbers of `count` positions.
  void draw(long[] positions, int count, double[] into);

  /// `start + position * step`.
  static DoubleDraws sequence(double start, double step) {
    return (positions, count, into) -> {
      for (int i = 0; i < count; i++) {
        into[i] = start + positions[i] * step;
      }
    };
  }

  /// Numbers of a distribution, of which only what lies between `min` and `max` is drawn: its
  /// inverse, applied to an even number between the shares at the bounds, so that one number is
  /// enough and nothing piles up at them.
  static DoubleDraws of(Mixer mixer, Distribution distribution, double min, double max) {
    double low = distribution.shareBelow(min);
    double width = distribution.shareBelow(max) - low;
    return switch (distribution) {
      case Distribution.Uniform _ ->
          (positions, count, into) -> {
            double span = max - min;
            for (int i = 0; i < count; i++) {
              into[i] = min + Mixer.fraction(mixer.bits(positions[i])) * span;
            }
          };
      case Distribution.Normal _, Distribution.LogNormal _, Distribution.Exponential _ ->
          (positions, count, into) -> {
            for (int i = 0; i < count; i++) {
              // Half a unit up: neither 0 nor 1, where the inverse is infinite.
              double u = Mixer.fraction(mixer.bits(positions[i])) + 0x1.0p-54;
              into[i] = Math.clamp(distribution.valueAt(low + u * width), min, max);
            }
          };
    };
  }
}
