package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Numbers;
import io.velostream.connector.datagen.draw.Distribution;
import io.velostream.connector.datagen.draw.DoubleDraws;
import io.velostream.connector.datagen.draw.LongDraws;
import io.velostream.connector.datagen.draw.Mixer;
import io.velostream.connector.spi.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Numbers of a distribution, for the numeric types.
final class Distributions {
  private static final List<String> NAMES =
      List.of("uniform", "normal", "lognormal", "exponential", "zipf");

  private Distributions() {}

  static ColumnGenerator integral(
      FieldOptions o, Mixer mixer, DataType.Integral type, long defaultMax) {
    long limit = type.width().max();
    String name = name(o);
    if (name.equals("uniform")) {
      long min = FieldValues.unscaled(o, "min", 0);
      long max = FieldValues.unscaled(o, "max", Math.max(min, Math.min(limit, defaultMax)));
      checkOrder(o, min, max);
      return new Numbers.Longs(LongDraws.uniform(mixer, min, max));
    }
    if (name.equals("zipf")) {
      return zipf(o, mixer, Math.min(limit, defaultMax));
    }
    DoubleDraws draws = bounded(o, mixer, distribution(o, name));
    return new Numbers.Rounded(
        new Numbers.Doubles(draws),
        1,
        FieldValues.unscaled(o, "min", type.width().min()),
        FieldValues.unscaled(o, "max", limit));
  }

  static ColumnGenerator floating(FieldOptions o, Mixer mixer, DataType.Floating type) {
    ColumnGenerator doubles = new Numbers.Doubles(doubles(o, mixer));
    return type.width() == DataType.Floating.Width.REAL ? new Numbers.Reals(doubles) : doubles;
  }

  private static DoubleDraws doubles(FieldOptions o, Mixer mixer) {
    String name = name(o);
    if (!name.equals("uniform")) {
      return bounded(o, mixer, distribution(o, name));
    }
    double min = o.number("min", 0);
    double max = o.number("max", Math.max(min, 1));
    checkOrder(o, min <= max);
    return DoubleDraws.of(mixer, new Distribution.Uniform(min, max), min, max);
  }

  static ColumnGenerator decimal(
      FieldOptions o, Mixer mixer, DataType.Decimal type, long defaultMax) {
    String name = name(o);
    ColumnGenerator longs;
    if (name.equals("uniform")) {
      long min = FieldValues.unscaled(o, "min", 0);
      long max = FieldValues.unscaled(o, "max", Math.max(min, defaultMax));
      checkOrder(o, min, max);
      longs = new Numbers.Longs(LongDraws.uniform(mixer, min, max));
    } else {
      longs = rounded(new Numbers.Doubles(bounded(o, mixer, distribution(o, name))), o, type);
    }
    return inLane(longs, type);
  }

  /// Doubles rounded to the scale of a DECIMAL, within the bounds of the field.
  static ColumnGenerator rounded(ColumnGenerator doubles, FieldOptions o, DataType.Decimal type) {
    int digits = Math.min(type.precision(), DataType.Decimal.MAX_LONG_PRECISION);
    long nines = (long) Math.pow(10, digits) - 1;
    return new Numbers.Rounded(
        doubles,
        Math.pow(10, type.scale()),
        FieldValues.unscaled(o, "min", -nines),
        FieldValues.unscaled(o, "max", nines));
  }

  static ColumnGenerator inLane(ColumnGenerator longs, DataType.Decimal type) {
    boolean wide = type.precision() > DataType.Decimal.MAX_LONG_PRECISION;
    return wide ? new Numbers.Wide(longs) : longs;
  }

  static void checkOrder(FieldOptions o, long min, long max) {
    checkOrder(o, min <= max);
  }

  private static void checkOrder(FieldOptions o, boolean ordered) {
    if (!ordered) {
      throw o.invalid(
          o.has("max") ? "max" : "min", "leaves no value: the smallest is above the largest");
    }
  }

  private static ColumnGenerator zipf(FieldOptions o, Mixer mixer, long defaultMax) {
    double skew = o.positive("skew", 1);
    long min = FieldValues.unscaled(o, "min", 1);
    long max = FieldValues.unscaled(o, "max", Math.max(min, defaultMax));
    checkOrder(o, min, max);
    LongDraws ranks = LongDraws.zipf(mixer, max - min + 1, skew);
    return new Numbers.Longs(ranks.plus(min));
  }

  private static DoubleDraws bounded(FieldOptions o, Mixer mixer, Distribution distribution) {
    double min = o.number("min", Double.NEGATIVE_INFINITY);
    double max = o.number("max", Double.POSITIVE_INFINITY);
    checkOrder(o, min <= max);
    if (!(distribution.shareBelow(max) > distribution.shareBelow(min))) {
      throw o.invalid(
          o.has("max") ? "max" : "min", "leaves nothing of the distribution '" + name(o) + "'");
    }
    return DoubleDraws.of(mixer, distribution, min, max);
  }

  private static Distribution distribution(FieldOptions o, String name) {
    return switch (name) {
      case "normal" -> new Distribution.Normal(o.number("mean", 0), o.positive("deviation", 1));
      case "lognormal" ->
          new Distribution.LogNormal(o.positive("median", 1), o.positive("sigma", 1));
      case "exponential" -> new Distribution.Exponential(o.positive("mean", 1));
      default -> throw o.invalid("distribution", "'" + name + "' is for whole numbers only");
    };
  }

  private static String name(FieldOptions o) {
    Optional<String> given = o.find("distribution").map(text -> text.toLowerCase(Locale.ROOT));
    String name = given.orElse("uniform");
    if (!NAMES.contains(name)) {
      String list = "distributions: " + String.join(", ", NAMES);
      throw o.invalid("distribution", "cannot be '" + name + "'")
          .hint(
              Suggestions.didYouMean(name, NAMES).map(advice -> advice + " " + list).orElse(list));
    }
    return name;
  }
}
