package io.velostream.connector.datagen.draw;

/// Random bits by position: the output function of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014)
/// applied to a counter, so that any position can be asked for at once.
public final class Mixer {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private final long base;

  private Mixer(long base) {
    this.base = base;
  }

  /// Bits that depend on a seed and on a name, that of a column for instance.
  public Mixer(long seed, String name) {
    this(named(mix(seed), name));
  }

  /// Other bits, for another purpose of the same column.
  public Mixer derive(String purpose) {
    return new Mixer(named(base, purpose));
  }

  /// 64 random bits.
  public long bits(long position) {
    return mix(base + (position + 1) * GAMMA);
  }

  /// 64 more bits, a function of bits.
  public static long next(long bits) {
    return mix(bits + GAMMA);
  }

  /// Bits as a number from 0 to `range - 1`, unsigned; any long when `range` is 0.
  public static long below(long bits, long range) {
    return range == 0 ? bits : Math.unsignedMultiplyHigh(bits, range);
  }

  /// Bits as a number from 0 to below 1.
  public static double fraction(long bits) {
    return (bits >>> 11) * UNIT;
  }

  private static long named(long base, String name) {
    long value = mix(base + GAMMA);
    for (int i = 0; i < name.length(); i++) {
      value = mix(value + name.charAt(i) * GAMMA);
    }
    return value;
  }

  static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
