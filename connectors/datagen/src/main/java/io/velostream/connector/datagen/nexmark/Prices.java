package io.velostream.connector.datagen.nexmark;

import io.velostream.connector.datagen.draw.LongDraws;
import io.velostream.connector.datagen.draw.Mixer;

/// Prices in cents from 1 to 1,000,000 dollars whose logarithms are evenly distributed.
///
/// A power of ten is a product of two from tables, by the upper and the lower bits of its exponent.
final class Prices implements LongDraws {
  private static final int BITS = 10;
  private static final int SIZE = 1 << BITS;
  private static final double DECADES = 6;
  private static final double[] COARSE = new double[SIZE];
  private static final double[] FINE = new double[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      COARSE[i] = 100 * StrictMath.pow(10, DECADES * i / SIZE);
      FINE[i] = StrictMath.pow(10, DECADES * i / SIZE / SIZE);
    }
  }

  private final Mixer mixer;

  Prices(Mixer mixer) {
    this.mixer = mixer;
  }

  @Override
  public void draw(long[] positions, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      int bits = (int) (mixer.bits(positions[i]) >>> (Long.SIZE - 2 * BITS));
      into[i] = (long) (COARSE[bits >>> BITS] * FINE[bits & SIZE - 1] + 0.5);
    }
  }
}
