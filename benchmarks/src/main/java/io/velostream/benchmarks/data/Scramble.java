package io.velostream.benchmarks.data;

/// Pseudo-random numbers that are pure functions of their arguments.
///
/// The bit mixer is the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
public final class Scramble {
  private Scramble() {}

  /// 64 well-mixed bits.
  public static long mix(long value) {
    long z = value + 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }

  /// A number at least 0 and below `bound`.
  public static long below(long bound, long seed) {
    return Long.remainderUnsigned(mix(seed), bound);
  }

  /// A double at least 0 and below 1.
  public static double fraction(long seed) {
    return (mix(seed) >>> 11) * 0x1.0p-53;
  }

  /// The image of `index` under permutation number `key` of `0 .. size - 1`.
  ///
  /// Bijections of the next power of two (a multiplication by an odd number, an xor-shift) are
  /// repeated until the image is below `size`: "cycle walking" (Black, Rogaway, CT-RSA 2002).
  public static int permute(int index, int size, long key) {
    int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(size - 1));
    int mask = (int) ((1L << bits) - 1);
    long keyBits = mix(key);
    int image = index;
    do {
      image = round(image, bits, mask, keyBits);
      image = round(image, bits, mask, Long.rotateLeft(keyBits, 29));
      image = round(image, bits, mask, Long.rotateLeft(keyBits, 47));
    } while (image >= size);
    return image;
  }

  private static int round(int value, int bits, int mask, long key) {
    int mixed = (value + (int) (key >>> 32)) & mask;
    mixed = mixed * ((int) key | 1) & mask;
    return mixed ^ (mixed >>> (bits / 2));
  }
}
