package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Nested;
import io.velostream.connector.datagen.column.Numbers;
import io.velostream.connector.datagen.draw.LongDraws;
import io.velostream.connector.datagen.draw.Mixer;
import io.velostream.connector.datagen.text.TextMakers;
import io.velostream.connector.datagen.text.Texts;
import java.math.BigDecimal;
import java.util.List;

/// Random values of every type.
///
/// Whole numbers and decimals lie between 0 and 1,000,000 unless told otherwise, or up to the
/// largest value of a smaller type; floating-point numbers between 0 and 1; texts have 10
/// characters; dates and timestamps lie in 2024; arrays and maps have 0 to 3 elements.
final class RandomFields {
  static final long MICROS_PER_DAY = 86_400_000_000L;
  static final long DAY_2024 = 19_723;
  private static final long DAYS_IN_2024 = 366;
  private static final long DEFAULT_MAX = 1_000_000;
  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_ELEMENTS = 1_024;

  private RandomFields() {}

  static ColumnGenerator make(FieldOptions o, FieldContext context) {
    return ChosenFields.narrowed(byType(o, context), o, context);
  }

  private static ColumnGenerator byType(FieldOptions o, FieldContext context) {
    Mixer mixer = context.mixer();
    return switch (o.field().type()) {
      case DataType.Bool _ -> new Numbers.Longs(LongDraws.uniform(mixer, 0, 1));
      case DataType.Integral i -> Distributions.integral(o, mixer, i, DEFAULT_MAX);
      case DataType.Floating f -> Distributions.floating(o, mixer, f);
      case DataType.Decimal d -> Distributions.decimal(o, mixer, d, largest(d));
      case DataType.Char c -> {
        if (c.length() > MAX_LENGTH) {
          throw o.unsupported("random values");
        }
        yield new Texts(mixer, new TextMakers.Letters(c.length(), c.length()), 0);
      }
      case DataType.Varchar v -> {
        int longest = Math.min(v.maxLength(), MAX_LENGTH);
        FieldOptions.Range length =
            o.range("length", Integer.toString(Math.min(longest, 10)), longest);
        yield new Texts(mixer, new TextMakers.Letters(length.min(), length.max()), 0);
      }
      case DataType.Varbinary _ -> {
        FieldOptions.Range length = o.range("length", "10", MAX_LENGTH);
        yield new Texts(mixer, new TextMakers.Bytes(length.min(), length.max()), 0);
      }
      case DataType.Date _ -> units(o, mixer, DAY_2024, DAY_2024 + DAYS_IN_2024 - 1, 1);
      case DataType.Time t ->
          units(o, mixer, 0, MICROS_PER_DAY - 1, FieldValues.unit(t.precision()));
      case DataType.Timestamp t ->
          units(
              o,
              mixer,
              DAY_2024 * MICROS_PER_DAY,
              (DAY_2024 + DAYS_IN_2024) * MICROS_PER_DAY - 1,
              FieldValues.unit(t.precision()));
      case DataType.Array a -> lists(o, context, List.of(part(o, context, "element", a.element())));
      case DataType.Map m ->
          lists(
              o,
              context,
              List.of(part(o, context, "key", m.key()), part(o, context, "value", m.value())));
      case DataType.Row r ->
          new Nested.Rows(
              r.fields().stream()
                  .map(field -> part(o, context, field.name(), field.type()))
                  .toList());
      case DataType.Multiset _,
          DataType.Interval _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          throw o.unsupported("random values");
    };
  }

  private static ColumnGenerator units(
      FieldOptions o, Mixer mixer, long defaultMin, long defaultMax, long unit) {
    long min = FieldValues.unscaled(o, "min", defaultMin);
    long max = FieldValues.unscaled(o, "max", Math.max(min, defaultMax));
    Distributions.checkOrder(o, min, max);
    LongDraws draws = LongDraws.uniform(mixer, Math.ceilDiv(min, unit), Math.floorDiv(max, unit));
    return new Numbers.Longs(unit == 1 ? draws : draws.times(unit));
  }

  private static Nested.Part part(
      FieldOptions o, FieldContext context, String name, DataType type) {
    Field field = new Field(name, type, !"key".equals(name) || isRow(o));
    FieldOptions options = context.fields().options(o.path() + "." + name, field);
    return Nested.Part.of(FieldKinds.generator(options, context.part(name)), type);
  }

  /// Keys of maps are never NULL, a field of a row may be called `key`.
  private static boolean isRow(FieldOptions o) {
    return o.field().type() instanceof DataType.Row;
  }

  private static ColumnGenerator lists(
      FieldOptions o, FieldContext context, List<Nested.Part> parts) {
    FieldOptions.Range length = o.range("length", "0..3", MAX_ELEMENTS);
    LongDraws lengths =
        LongDraws.uniform(context.mixer().derive("length"), length.min(), length.max());
    return new Nested.Lists(parts, lengths, Math.max(1, length.max()));
  }

  /// The unscaled default maximum: a million, or all nines, or what a long holds.
  private static long largest(DataType.Decimal type) {
    BigDecimal nines = BigDecimal.TEN.pow(type.precision()).subtract(BigDecimal.ONE);
    BigDecimal million = BigDecimal.valueOf(DEFAULT_MAX).scaleByPowerOfTen(type.scale());
    return nines.min(million).min(BigDecimal.valueOf(Long.MAX_VALUE - 1)).longValue();
  }
}
