package io.velostream.connector.datagen.draw;

/// Zipf's law over many ranks: rejection-inversion after W. Hörmann and G. Derflinger (ACM TOMACS
/// 6, 1996). Few attempts fail; each one's bits come of those of the attempt before it.
final class ZipfDraws implements LongDraws {
  private static final double NEAR_ZERO = 1e-8;

  private final Mixer mixer;
  private final long size;
  private final double exponent;
  private final double first;
  private final double last;
  private final double squeeze;

  ZipfDraws(Mixer mixer, long size, double exponent) {
    this.mixer = mixer;
    this.size = size;
    this.exponent = exponent;
    this.first = integral(1.5) - 1;
    this.last = integral(size + 0.5);
    this.squeeze = 2 - inverse(integral(2.5) - Math.pow(2, -exponent));
  }

  @Override
  public void draw(long[] positions, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = rank(mixer.bits(positions[i])) - 1;
    }
  }

  private long rank(long firstBits) {
    long bits = firstBits;
    while (true) {
      double u = last + Mixer.fraction(bits) * (first - last);
      double x = inverse(u);
      long rank = Math.clamp(Math.round(x), 1, size);
      if (rank - x <= squeeze || u >= integral(rank + 0.5) - Math.pow((double) rank, -exponent)) {
        return rank;
      }
      bits = Mixer.next(bits);
    }
  }

  /// The integral of `x^-exponent`, up to a constant.
  private double integral(double x) {
    double log = Math.log(x);
    double t = (1 - exponent) * log;
    return (Math.abs(t) > NEAR_ZERO ? Math.expm1(t) / t : 1 + t / 2) * log;
  }

  private double inverse(double y) {
    double t = Math.max(-1, y * (1 - exponent));
    return Math.exp((Math.abs(t) > NEAR_ZERO ? Math.log1p(t) / t : 1 - t / 2) * y);
  }
}
