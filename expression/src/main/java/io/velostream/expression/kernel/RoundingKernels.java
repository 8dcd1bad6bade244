package io.velostream.expression.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Numbers brought to a number of digits after the point, or with a negative number of digits
/// before it. Rounding is half away from zero, truncating towards zero.
///
/// Doubles are rounded as they are written, by their shortest decimal text: 1.005 rounded to two
/// digits is 1.01, although the double is a little less than that.
public final class RoundingKernels {
  private static final int LONG_POWERS = 18;
  private static final long[] POWERS = powers();

  /// Largest power of ten that is a double without an error.
  private static final int EXACT_DOUBLE_POWER = 22;

  private static final double[] DOUBLE_POWERS = doublePowers();

  /// No double is that large, or has digits that far after the point.
  private static final int MAX_DOUBLE_PLACES = 350;

  /// All decimals with so few digits are different doubles.
  private static final double UNIQUE_DOUBLE = 1e15;

  /// From here on there are whole numbers only.
  private static final double WHOLE_DOUBLE = 0x1p52;

  private static final double ERROR_ULPS = 4;

  private RoundingKernels() {}

  /// The nearest multiple of `unit`, a power of ten above 1.
  public static long roundTo(long value, long unit) {
    return Math.multiplyExact(DecimalKernels.scaleDown(value, unit), unit);
  }

  /// The multiple of `unit`, a power of ten above 1, next to the value towards zero.
  @Total
  public static long truncateTo(long value, long unit) {
    return value - value % unit;
  }

  /// An unscaled value of that scale rounded to `places` digits; the scale stays.
  public static long round(long value, long scale, long places) {
    long dropped = dropped(scale, places);
    if (dropped == 0) {
      return value;
    }
    if (dropped > LONG_POWERS) {
      // Of the numbers of 64 bits only those above 5 * 10^18 are not nearest to zero, and then
      // nearest to a number that does not fit.
      return round(BigInteger.valueOf(value), scale, places).longValueExact();
    }
    return roundTo(value, POWERS[(int) dropped]);
  }

  /// An unscaled value of that scale without what is after `places` digits; the scale stays.
  @Total
  public static long truncate(long value, long scale, long places) {
    long dropped = dropped(scale, places);
    if (dropped == 0) {
      return value;
    }
    return dropped > LONG_POWERS ? 0 : truncateTo(value, POWERS[(int) dropped]);
  }

  /// An unscaled value of that scale rounded to `places` digits; the scale stays.
  public static BigInteger round(BigInteger value, long scale, long places) {
    return toPlaces(value, scale, places, RoundingMode.HALF_UP);
  }

  /// An unscaled value of that scale without what is after `places` digits; the scale stays.
  public static BigInteger truncate(BigInteger value, long scale, long places) {
    return toPlaces(value, scale, places, RoundingMode.DOWN);
  }

  /// A double rounded to `places` digits.
  public static double round(double value, long places) {
    double size = Math.abs(value);
    if (places >= 0 && size >= WHOLE_DOUBLE) {
      return value;
    }
    if (places >= 0 && places <= EXACT_DOUBLE_POWER) {
      double power = DOUBLE_POWERS[(int) places];
      double scaled = size * power;
      if (scaled < UNIQUE_DOUBLE) {
        double whole = Math.floor(scaled);
        double rest = scaled - whole;
        // Far enough from the middle that the error of the product does not matter.
        if (Math.abs(rest - 0.5) > ERROR_ULPS * Math.ulp(scaled)) {
          return Math.copySign((rest > 0.5 ? whole + 1 : whole) / power, value);
        }
      }
    }
    return toPlaces(value, Double.toString(value), places, RoundingMode.HALF_UP);
  }

  /// A double without what is after `places` digits.
  public static double truncate(double value, long places) {
    double size = Math.abs(value);
    if (places >= 0 && size >= WHOLE_DOUBLE) {
      return value;
    }
    if (places >= 0 && places <= EXACT_DOUBLE_POWER) {
      double power = DOUBLE_POWERS[(int) places];
      double scaled = size * power;
      if (scaled < UNIQUE_DOUBLE) {
        double whole = Math.floor(scaled);
        double rest = scaled - whole;
        double error = ERROR_ULPS * Math.ulp(scaled);
        if (rest > error && rest < 1 - error) {
          return Math.copySign(whole / power, value);
        }
        // The usual number that has no more digits anyway.
        if (Math.rint(scaled) / power == size) {
          return value;
        }
      }
    }
    return toPlaces(value, Double.toString(value), places, RoundingMode.DOWN);
  }

  /// A REAL rounded to `places` digits.
  public static double roundReal(double value, long places) {
    return toPlaces(value, Float.toString((float) value), places, RoundingMode.HALF_UP);
  }

  /// A REAL without what is after `places` digits.
  public static double truncateReal(double value, long places) {
    return toPlaces(value, Float.toString((float) value), places, RoundingMode.DOWN);
  }

  private static double toPlaces(double value, String text, long places, RoundingMode mode) {
    if (!Double.isFinite(value) || places > MAX_DOUBLE_PLACES) {
      return value;
    }
    if (places < -MAX_DOUBLE_PLACES) {
      return Math.copySign(0.0, value);
    }
    BigDecimal number = new BigDecimal(text);
    if (places >= number.scale()) {
      return value;
    }
    return Math.copySign(number.setScale((int) places, mode).doubleValue(), value);
  }

  private static BigInteger toPlaces(BigInteger value, long scale, long places, RoundingMode mode) {
    int dropped = (int) Math.min(dropped(scale, places), MAX_DOUBLE_PLACES);
    return new BigDecimal(value, dropped)
        .setScale(0, mode)
        .multiply(BigDecimal.TEN.pow(dropped))
        .toBigInteger();
  }

  /// How many digits go.
  private static long dropped(long scale, long places) {
    if (places >= scale) {
      return 0;
    }
    return places < -MAX_DOUBLE_PLACES ? MAX_DOUBLE_PLACES : scale - places;
  }

  private static long[] powers() {
    long[] powers = new long[LONG_POWERS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  private static double[] doublePowers() {
    double[] powers = new double[EXACT_DOUBLE_POWER + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Double.parseDouble("1e" + i);
    }
    return powers;
  }
}
