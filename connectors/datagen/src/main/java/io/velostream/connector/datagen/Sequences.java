package io.velostream.connector.datagen;

import io.velostream.columnar.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/// How long sequences are.
final class Sequences {
  private Sequences() {}

  /// The number of rows until the first sequence has come to its end; nothing when none has one.
  static OptionalLong rows(Iterable<FieldOptions> fields) {
    OptionalLong least = OptionalLong.empty();
    for (FieldOptions field : fields) {
      if (field.find("end").isPresent()) {
        long rows = rows(field);
        least = OptionalLong.of(least.isPresent() ? Math.min(least.getAsLong(), rows) : rows);
      }
    }
    return least;
  }

  private static long rows(FieldOptions field) {
    if (!field.isSequence()) {
      throw field.invalid("end", "is for a sequence: set its 'kind' to 'sequence'");
    }
    BigDecimal step = step(field);
    BigDecimal way = value(field, "end").subtract(value(field, "start"));
    if (step.signum() == 0 || way.signum() * step.signum() < 0) {
      throw field.invalid("end", "is never reached");
    }
    BigDecimal steps = way.divide(step, 0, RoundingMode.FLOOR);
    return steps.min(BigDecimal.valueOf(Long.MAX_VALUE - 1)).longValueExact() + 1;
  }

  /// A value of the sequence in the unit in which it is counted.
  private static BigDecimal value(FieldOptions field, String property) {
    return switch (field.field().type()) {
      case DataType.Floating _ -> BigDecimal.valueOf(field.getDouble(property, 0));
      case DataType.Decimal d -> BigDecimal.valueOf(Generators.unscaled(field, property, d, 0));
      case DataType.Date _ -> BigDecimal.valueOf(field.getLong(property, Generators.DAY_2024));
      case DataType.Timestamp _ ->
          BigDecimal.valueOf(
              Generators.micros(field, property, Generators.DAY_2024 * Generators.MICROS_PER_DAY));
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Time _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          BigDecimal.valueOf(field.getLong(property, 0));
    };
  }

  private static BigDecimal step(FieldOptions field) {
    return switch (field.field().type()) {
      case DataType.Floating _ -> BigDecimal.valueOf(field.getDouble("step", 1));
      case DataType.Decimal d -> {
        long one = BigDecimal.ONE.setScale(d.scale()).unscaledValue().longValueExact();
        yield BigDecimal.valueOf(Generators.unscaled(field, "step", d, one));
      }
      case DataType.Timestamp _ ->
          BigDecimal.valueOf(field.getLong("step", 1) * Generators.MICROS_PER_MILLI);
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          BigDecimal.valueOf(field.getLong("step", 1));
    };
  }
}
