package io.velostream.columnar.nested;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Decimal numbers of any size as bytes in numeric order, one form per number: 1, 1.0 and 1e0 are
/// the same.
///
/// With the number as ±0.d₁d₂d₃… × 10^e and d₁ not zero: a byte C0 + e for e from −62 to 62 (81 or
/// FF and four bytes of e beyond), then pairs of digits, each as its value plus one, then 00. All
/// bytes of a negative number are complemented. Zero is the byte 80.
final class Decimals {
  private static final int ZERO = 0x80;
  private static final int MIDDLE = 0xC0;
  private static final int NEAR = 62;
  private static final int TINY = 0x81;
  private static final int HUGE = 0xFF;

  /// Exponents beyond are refused: such a number is a mistake, and printing it would not end.
  private static final int MAX_EXPONENT = 100_000;

  /// Numbers print without an exponent when they need no more zeros than this.
  private static final int MAX_ZEROS = 21;

  private Decimals() {}

  /// Writes a number given in the syntax of JSON, Java's `E+5` included.
  ///
  /// @return whether its exponent is within bounds; nothing is written otherwise
  static boolean write(byte[] d, int from, int to, SlotWriter out) {
    boolean negative = d[from] == '-';
    byte[] digits = new byte[to - from];
    int count = 0;
    int whole = 0;
    long exponent = 0;
    boolean point = false;
    int p = negative ? from + 1 : from;
    for (; p < to; p++) {
      byte c = d[p];
      if (c == '.') {
        point = true;
      } else if (c == 'e' || c == 'E') {
        exponent = exponent(d, p + 1, to);
        break;
      } else {
        boolean leading = count == 0 && c == '0';
        if (!leading) {
          digits[count++] = (byte) (c - '0');
        }
        whole += point ? leading ? -1 : 0 : leading ? 0 : 1;
      }
    }
    while (count > 0 && digits[count - 1] == 0) {
      count--;
    }
    if (count == 0) {
      out.put(ZERO);
      return true;
    }
    long e = whole + exponent;
    if (Math.abs(e) > MAX_EXPONENT) {
      return false;
    }
    write(negative ? 0xFF : 0, (int) e, digits, count, out);
    return true;
  }

  private static void write(int mask, int e, byte[] digits, int count, SlotWriter out) {
    if (Math.abs(e) <= NEAR) {
      out.put((MIDDLE + e) ^ mask);
    } else {
      out.put((e < 0 ? TINY : HUGE) ^ mask);
      int flipped = e ^ Integer.MIN_VALUE;
      for (int shift = 24; shift >= 0; shift -= 8) {
        out.put((flipped >>> shift) ^ mask);
      }
    }
    for (int i = 0; i < count; i += 2) {
      int second = i + 1 < count ? digits[i + 1] : 0;
      out.put((digits[i] * 10 + second + 1) ^ mask);
    }
    out.put(mask);
  }

  private static long exponent(byte[] d, int from, int to) {
    boolean minus = d[from] == '-';
    long value = 0;
    for (int p = minus || d[from] == '+' ? from + 1 : from; p < to; p++) {
      value = Math.min(value * 10 + (d[p] - '0'), Integer.MAX_VALUE);
    }
    return minus ? -value : value;
  }

  /// The index behind the number that starts at `at`.
  static int end(byte[] d, int at) {
    int lead = d[at] & 0xFF;
    if (lead == ZERO) {
      return at + 1;
    }
    byte last = lead < ZERO ? (byte) 0xFF : 0;
    int mask = lead < ZERO ? 0xFF : 0;
    int positive = lead ^ mask;
    int p = positive == TINY || positive == HUGE ? at + 5 : at + 1;
    while (d[p] != last) {
      p++;
    }
    return p + 1;
  }

  /// The number that starts at `at`.
  static BigDecimal read(byte[] d, int at) {
    int lead = d[at] & 0xFF;
    if (lead == ZERO) {
      return BigDecimal.ZERO;
    }
    int mask = lead < ZERO ? 0xFF : 0;
    int positive = lead ^ mask;
    int p = at + 1;
    int e = positive - MIDDLE;
    if (positive == TINY || positive == HUGE) {
      int flipped = 0;
      for (int i = 0; i < 4; i++) {
        flipped = flipped << 8 | ((d[p++] & 0xFF) ^ mask);
      }
      e = flipped ^ Integer.MIN_VALUE;
    }
    int pairs = end(d, at) - 1 - p;
    BigInteger unscaled = unscaled(d, p, pairs, mask);
    BigDecimal number = new BigDecimal(unscaled, 2 * pairs - e).stripTrailingZeros();
    return mask == 0 ? number : number.negate();
  }

  private static BigInteger unscaled(byte[] d, int from, int pairs, int mask) {
    if (pairs <= 9) {
      long value = 0;
      for (int i = 0; i < pairs; i++) {
        value = value * 100 + pair(d, from + i, mask);
      }
      return BigInteger.valueOf(value);
    }
    StringBuilder text = new StringBuilder(2 * pairs);
    for (int i = 0; i < pairs; i++) {
      int pair = pair(d, from + i, mask);
      text.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
    }
    return new BigInteger(text.toString());
  }

  private static int pair(byte[] d, int at, int mask) {
    return ((d[at] & 0xFF) ^ mask) - 1;
  }

  /// The number as JSON: in full unless it is very large or very small.
  static String text(BigDecimal number) {
    int zeros =
        number.scale() < 0 ? -number.scale() : Math.max(0, number.scale() - number.precision());
    return zeros <= MAX_ZEROS ? number.toPlainString() : number.toString();
  }
}
