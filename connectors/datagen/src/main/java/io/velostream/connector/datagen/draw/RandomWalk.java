package io.velostream.connector.datagen.draw;

import java.util.Arrays;

/// Random walks, one per key: at each position a walk has made one more step. Steps have mean 0 and
/// variance 1, and are normal but for slightly thinner tails.
///
/// Any position can be asked for at once: a walk is pinned at 0 and at 2^48, and each span between
/// two known positions is halved by a middle that lies half-way between them but for a random
/// deviation of its own (P. Lévy's construction of Brownian motion). The last of the spans of 1024
/// positions is remembered for each of some keys; that saves time and changes no number.
public final class RandomWalk {
  private static final int LEVELS = 48;
  private static final int BLOCK_LEVELS = 10;
  private static final int SLOTS = 1024;

  /// Standard deviation of the sum of four even numbers below 2^16.
  private static final double FOUR_DEVIATION = 65_536 / Math.sqrt(3);

  private static final double FOUR_MEAN = 4 * 65_535 / 2.0;
  private static final double[] DEVIATIONS = deviations();

  private final Mixer mixer;
  private final long[] keys = new long[SLOTS];
  private final long[] blocks = new long[SLOTS];
  private final double[] lefts = new double[SLOTS];
  private final double[] rights = new double[SLOTS];

  /// Walks that depend on these bits.
  public RandomWalk(Mixer mixer) {
    this.mixer = mixer;
    Arrays.fill(blocks, -1);
  }

  /// Where the walk of a key is at a position, from 0 to below 2^48.
  public double at(long key, long position) {
    long keyBits = mixer.bits(key);
    long block = position >>> BLOCK_LEVELS;
    int slot = (int) (keyBits >>> 54) & SLOTS - 1;
    if (blocks[slot] != block || keys[slot] != key) {
      keys[slot] = key;
      blocks[slot] = block;
      seek(keyBits, block, slot);
    }
    long start = block << BLOCK_LEVELS;
    double left = lefts[slot];
    double right = rights[slot];
    for (int level = BLOCK_LEVELS; position != start; level--) {
      long middle = start + (1L << level - 1);
      double value = (left + right) / 2 + noise(keyBits, middle) * DEVIATIONS[level];
      if (position < middle) {
        right = value;
      } else {
        start = middle;
        left = value;
      }
    }
    return left;
  }

  private void seek(long keyBits, long block, int slot) {
    long position = block << BLOCK_LEVELS;
    long start = 0;
    double left = 0;
    double right = noise(keyBits, 0) * 2 * DEVIATIONS[LEVELS];
    for (int level = LEVELS; level > BLOCK_LEVELS; level--) {
      long middle = start + (1L << level - 1);
      double value = (left + right) / 2 + noise(keyBits, middle) * DEVIATIONS[level];
      if (position < middle) {
        right = value;
      } else {
        start = middle;
        left = value;
      }
    }
    lefts[slot] = left;
    rights[slot] = right;
  }

  /// Mean 0 and variance 1: the sum of four even numbers, which is nearly normal.
  private static double noise(long keyBits, long position) {
    long bits = Mixer.next(keyBits + position * 0xD1342543DE82EF95L);
    long pairs = (bits & 0x0000_FFFF_0000_FFFFL) + (bits >>> 16 & 0x0000_FFFF_0000_FFFFL);
    long sum = (pairs & 0xFFFF_FFFFL) + (pairs >>> 32);
    return (sum - FOUR_MEAN) * (1 / FOUR_DEVIATION);
  }

  /// By level, how far the middle of 2^level steps strays from half-way.
  private static double[] deviations() {
    double[] deviations = new double[LEVELS + 1];
    for (int level = 0; level <= LEVELS; level++) {
      deviations[level] = Math.sqrt(Math.scalb(1.0, level) / 4);
    }
    return deviations;
  }
}
