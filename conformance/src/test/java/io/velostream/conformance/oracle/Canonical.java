package io.velostream.conformance.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows as text that is equal when both sides mean the same.
final class Canonical {
  /// Digits on which floating-point results of both sides must agree.
  private static final MathContext EXACT = new MathContext(12, RoundingMode.HALF_UP);

  private static final int APPROXIMATE_SCALE = 4;

  private Canonical() {}

  static String exact(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static String floating(double value) {
    return Double.isFinite(value)
        ? exact(new BigDecimal(Double.toString(value)).round(EXACT))
        : Double.toString(value);
  }

  static String approximate(BigDecimal value) {
    return exact(
        value.abs().compareTo(BigDecimal.valueOf(1_000_000)) < 0
            ? value.setScale(APPROXIMATE_SCALE, RoundingMode.HALF_UP)
            : value.round(new MathContext(8, RoundingMode.HALF_UP)));
  }

  static String approximate(double value) {
    return Double.isFinite(value)
        ? approximate(new BigDecimal(Double.toString(value)))
        : Double.toString(value);
  }

  static String text(@Nullable String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }

  /// Adds to a row's count; rows with count 0 are gone.
  static void add(Map<String, Long> counts, String row, long weight) {
    counts.merge(row, weight, (a, b) -> a + b == 0 ? null : a + b);
  }

  static Map<String, Long> empty() {
    return new TreeMap<>();
  }
}
