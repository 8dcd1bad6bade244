package io.velostream.connector.datagen.draw;

/// Draws indexes in proportion to given weights, in constant time: the alias method of A. J. Walker
/// with the construction of M. D. Vose.
final class AliasTable implements LongDraws {
  /// Up to this size a table is small enough to stay in a cache.
  static final int LARGEST = 1 << 16;

  private final Mixer mixer;
  private final int[] alias;

  /// Of 2^32, how much of each index is its own; the rest is its alias'.
  private final long[] own;

  AliasTable(Mixer mixer, double[] weights) {
    this.mixer = mixer;
    int size = weights.length;
    alias = new int[size];
    own = new long[size];
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] parts = new double[size];
    int[] work = new int[size];
    int small = 0;
    int large = size;
    for (int i = 0; i < size; i++) {
      parts[i] = weights[i] * size / sum;
      if (parts[i] < 1) {
        work[small++] = i;
      } else {
        work[--large] = i;
      }
    }
    while (small > 0 && large < size) {
      int poor = work[--small];
      int rich = work[large];
      own[poor] = (long) (parts[poor] * 0x1.0p32);
      alias[poor] = rich;
      parts[rich] -= 1 - parts[poor];
      if (parts[rich] < 1) {
        large++;
        work[small++] = rich;
      }
    }
    while (large < size) {
      own[work[large++]] = 1L << 32;
    }
    // Rounding may leave some here, whose part is one all but a little.
    while (small > 0) {
      own[work[--small]] = 1L << 32;
    }
  }

  static double[] zipf(int size, double exponent) {
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = Math.pow(i + 1.0, -exponent);
    }
    return weights;
  }

  @Override
  public void draw(long[] positions, int count, long[] into) {
    int size = own.length;
    for (int i = 0; i < count; i++) {
      long bits = mixer.bits(positions[i]);
      int index = (int) ((bits >>> 32) * size >>> 32);
      into[i] = (bits & 0xFFFF_FFFFL) < own[index] ? index : alias[index];
    }
  }
}
