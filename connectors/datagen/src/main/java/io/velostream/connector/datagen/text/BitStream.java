package io.velostream.connector.datagen.text;

import io.velostream.connector.datagen.draw.Mixer;

/// Random numbers for one text, from the bits of its row.
public final class BitStream {
  private long bits;

  /// Starts anew.
  void reset(long first) {
    bits = first;
  }

  /// 64 random bits.
  long next() {
    bits = Mixer.next(bits);
    return bits;
  }

  /// A number from 0 to `count - 1`.
  int below(int count) {
    return (int) ((next() >>> 32) * count >>> 32);
  }

  /// A number from `min` to `max`, both included.
  int between(int min, int max) {
    return min == max ? min : min + below(max - min + 1);
  }
}
