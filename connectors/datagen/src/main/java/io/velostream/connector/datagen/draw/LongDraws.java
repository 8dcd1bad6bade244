package io.velostream.connector.datagen.draw;

/// Whole numbers by position.
@FunctionalInterface
public interface LongDraws {
  /// Writes the numbers of `count` positions; `into` may be the array of positions itself.
  void draw(long[] positions, int count, long[] into);

  /// Evenly distributed numbers from `min` to `max`, both included.
  static LongDraws uniform(Mixer mixer, long min, long max) {
    long range = max - min + 1;
    return (positions, count, into) -> {
      for (int i = 0; i < count; i++) {
        into[i] = min + Mixer.below(mixer.bits(positions[i]), range);
      }
    };
  }

  /// `start + position * step`.
  static LongDraws sequence(long start, long step) {
    return (positions, count, into) -> {
      for (int i = 0; i < count; i++) {
        into[i] = start + positions[i] * step;
      }
    };
  }

  /// Numbers `0 .. weights.length - 1` in proportion to their weights.
  static LongDraws weighted(Mixer mixer, double[] weights) {
    return new AliasTable(mixer, weights);
  }

  /// Ranks `0 .. size - 1` by Zipf's law: rank r comes in proportion to `1 / (r + 1)^exponent`.
  static LongDraws zipf(Mixer mixer, long size, double exponent) {
    return size <= AliasTable.LARGEST
        ? new AliasTable(mixer, AliasTable.zipf((int) size, exponent))
        : new ZipfDraws(mixer, size, exponent);
  }

  /// The same numbers moved by `offset`.
  default LongDraws plus(long offset) {
    return (positions, count, into) -> {
      draw(positions, count, into);
      for (int i = 0; i < count; i++) {
        into[i] += offset;
      }
    };
  }

  /// The same numbers times `factor`.
  default LongDraws times(long factor) {
    return (positions, count, into) -> {
      draw(positions, count, into);
      for (int i = 0; i < count; i++) {
        into[i] *= factor;
      }
    };
  }

  /// The multiples of `unit` at or below the same numbers.
  default LongDraws floored(long unit) {
    return (positions, count, into) -> {
      draw(positions, count, into);
      for (int i = 0; i < count; i++) {
        into[i] -= Math.floorMod(into[i], unit);
      }
    };
  }
}
