package io.velostream.connector.datagen;

/// Random bits by position: the output function of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014)
/// applied to a counter, so that any position can be asked for at once.
final class Mixer {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private final long base;

  /// Bits that depend on a seed and on a stream, one per column.
  Mixer(long seed, int stream) {
    this.base = mix(mix(seed) + stream * GAMMA);
  }

  /// 64 random bits.
  long bits(long position) {
    return mix(base + (position + 1) * GAMMA);
  }

  /// A number from 0 to `range - 1`, unsigned; any long when `range` is 0.
  long below(long position, long range) {
    long bits = bits(position);
    return range == 0 ? bits : Math.unsignedMultiplyHigh(bits, range);
  }

  /// A number from 0 to below 1.
  double fraction(long position) {
    return (bits(position) >>> 11) * UNIT;
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
