package io.velostream.connector.formats;

import io.velostream.columnar.FloatingText;

/// The text of a DOUBLE, the same as that of [FloatingText#of(double)].
///
/// Most measured values have few digits. If `value` is the double nearest to `m / 10^k` with `m` of
/// at most 15 digits, then `m / 10^k` is its shortest text, because no two decimals of 15 digits
/// share a double; so those are written without making a string.
final class DoubleText {
  private static final int MAX_FRACTION = 6;
  private static final double MIN_PLAIN = 1e-3;
  private static final double MAX_PLAIN = 1e7;

  private DoubleText() {}

  static void append(double value, TextBuffer out) {
    double magnitude = Math.abs(value);
    if (magnitude >= MIN_PLAIN && magnitude < MAX_PLAIN) {
      for (int digits = 1; digits <= MAX_FRACTION; digits++) {
        double power = NumberFields.POWERS[digits];
        long scaled = Math.round(magnitude * power);
        if (scaled / power == magnitude) {
          if (value < 0) {
            out.append('-');
          }
          out.appendPadded(scaled, digits + 1);
          out.insert(out.length() - digits, '.');
          return;
        }
      }
    }
    out.append(FloatingText.of(value));
  }
}
