package io.velostream.columnar;

import java.math.BigDecimal;

/// The text of binary floating-point numbers: the shortest decimal that reads back as the same
/// number, with at least one digit after the point.
///
/// Digits are those of [Double#toString(double)] (Raffaello Giulietti, "The Schubfach way to render
/// doubles"). From 0.0001 up to, and without, 10^16 they are written out, as databases do, where
/// Java goes over to an exponent at 10^7: `825000000.0`, `1.0E16`, `NaN`, `Infinity`.
public final class FloatingText {
  private static final double MIN_PLAIN = 1e-4;
  private static final double MAX_PLAIN = 1e16;

  private FloatingText() {}

  /// The text of a DOUBLE.
  public static String of(double value) {
    return plain(Double.toString(value), value);
  }

  /// The text of a REAL.
  public static String of(float value) {
    return plain(Float.toString(value), value);
  }

  private static String plain(String text, double value) {
    double magnitude = Math.abs(value);
    if (text.indexOf('E') < 0 || !(magnitude >= MIN_PLAIN && magnitude < MAX_PLAIN)) {
      return text;
    }
    String digits = new BigDecimal(text).toPlainString();
    return digits.indexOf('.') < 0 ? digits + ".0" : digits;
  }
}
