package io.velostream.connector.datagen.field;

import io.velostream.connector.datagen.column.Chosen;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Positions;
import io.velostream.connector.datagen.column.Wrappers;
import io.velostream.connector.datagen.draw.LongDraws;
import io.velostream.connector.datagen.draw.Mixer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Fields whose values are chosen from others.
final class ChosenFields {
  /// Up to so many values are made once and kept.
  private static final int KEPT = 1 << 16;

  private ChosenFields() {}

  static ColumnGenerator constant(FieldOptions o) {
    String value = o.require("value", "it is the value of all rows");
    return new Chosen(LongDraws.sequence(0, 0), FieldValues.vector(o, "value", List.of(value)), 1);
  }

  static ColumnGenerator oneOf(FieldOptions o, FieldContext context) {
    List<String> values = split(o.require("values", "the values, with commas between them"));
    if (o.has("weights") && o.has("skew")) {
      throw o.contradiction("skew", "weights");
    }
    Mixer mixer = context.mixer();
    LongDraws draws =
        o.has("weights")
            ? LongDraws.weighted(mixer, weights(o, values.size()))
            : picked(o, mixer, values.size());
    ColumnGenerator chosen =
        new Chosen(draws, FieldValues.vector(o, "values", values), values.size());
    return perKey(chosen, o, context);
  }

  static ColumnGenerator reference(FieldOptions o, FieldContext context) {
    String target = o.require("references", "the column to draw from: 'table.column'");
    TableFields.Target found = context.fields().reference(o, target);
    LongDraws draws = picked(o, context.mixer(), found.rows());
    return perKey(drawn(found.generator(), draws, found.rows()), o, context);
  }

  /// A generator of which only some values are used, if `distinct` says so, and with one value per
  /// key, if `per` says so.
  static ColumnGenerator narrowed(ColumnGenerator made, FieldOptions o, FieldContext context) {
    ColumnGenerator narrowed = made;
    if (o.has("distinct")) {
      long distinct = o.whole("distinct", 1, 1, Long.MAX_VALUE);
      narrowed = drawn(made, picked(o, context.mixer().derive("distinct"), distinct), distinct);
    }
    return perKey(narrowed, o, context);
  }

  /// Rows `0 .. count - 1` of another generator, as they are drawn.
  private static ColumnGenerator drawn(ColumnGenerator made, LongDraws draws, long count) {
    return count <= KEPT
        ? new Chosen(draws, made.fill(Positions.first((int) count)), (int) count)
        : new Wrappers.Redirected(made, draws);
  }

  private static ColumnGenerator perKey(
      ColumnGenerator made, FieldOptions o, FieldContext context) {
    return o.has("per") ? new Wrappers.PerKey(made, context.keyColumn(o)) : made;
  }

  /// Evenly one of so many, or the first ones more often.
  private static LongDraws picked(FieldOptions o, Mixer mixer, long count) {
    double skew = o.number("skew", 0);
    if (skew < 0) {
      throw o.invalid("skew", "cannot be negative");
    }
    return skew == 0 ? LongDraws.uniform(mixer, 0, count - 1) : LongDraws.zipf(mixer, count, skew);
  }

  private static double[] weights(FieldOptions o, int count) {
    List<String> texts = split(o.find("weights").orElseThrow());
    if (texts.size() != count) {
      throw o.invalid("weights", "has %d numbers for %d values".formatted(texts.size(), count));
    }
    double[] weights = texts.stream().mapToDouble(text -> o.number("weights", text)).toArray();
    if (Arrays.stream(weights).anyMatch(weight -> weight < 0)
        || Arrays.stream(weights).sum() <= 0) {
      throw o.invalid("weights", "must not be negative, nor all be 0");
    }
    return weights;
  }

  /// Parts between commas; a backslash keeps the character behind it.
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == ',') {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
