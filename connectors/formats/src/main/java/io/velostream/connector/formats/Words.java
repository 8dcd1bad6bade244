package io.velostream.connector.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes at a time in one `long` (SWAR): the first byte is the lowest.
final class Words {
  static final long ONES = 0x0101010101010101L;
  static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ZERO_DIGITS = 0x3030303030303030L;

  /// Added to a byte above 9, it sets the high bit; to one of 0 to 9, it does not.
  private static final long ABOVE_NINE = 0x7676767676767676L;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Words() {}

  /// The eight bytes from `at` on.
  static long at(byte[] data, int at) {
    return (long) WORDS.get(data, at);
  }

  /// A word of eight times the same byte.
  static long all(byte value) {
    return ONES * (value & 0xFF);
  }

  /// Index of the lowest byte whose high bit is set in a word that has one.
  static int lowest(long highBits) {
    return Long.numberOfTrailingZeros(highBits) >>> 3;
  }

  /// How many of the first bytes of a word are decimal digits, 0 to 8.
  static int digits(long word) {
    long others = others(word);
    return others == 0 ? 8 : lowest(others);
  }

  /// The high bits of the bytes that are no decimal digits; right up to the first byte beyond
  /// ASCII, which counts as such.
  static long others(long word) {
    long x = word ^ ZERO_DIGITS;
    return ((x + ABOVE_NINE) | x) & HIGH_BITS;
  }

  /// The word without its byte `index`: those above it move down.
  static long without(long word, int index) {
    long below = (1L << (8 * index)) - 1;
    return (word & below) | (word >>> 8 & ~below);
  }

  /// `value` followed by the first `count` digits of a word.
  static long append(long value, long word, int count) {
    if (count == 0) {
      return value;
    }
    // The digits move to the end of the word, behind zeros.
    long padded = count == 8 ? word : word << (64 - 8 * count) | ZERO_DIGITS >>> (8 * count);
    return value * POWERS[count] + eight(padded);
  }

  /// The number of eight digits: pairs, then fours, then all (Lemire, "Quickly parsing eight
  /// digits", 2018).
  private static long eight(long word) {
    long units = word - ZERO_DIGITS;
    long pairs = units * 10 + (units >>> 8);
    long low = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
    long high = (pairs >>> 16 & 0x000000FF000000FFL) * (1 + (10_000L << 32));
    return (low + high) >>> 32;
  }
}
