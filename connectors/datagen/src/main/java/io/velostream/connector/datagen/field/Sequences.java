package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Numbers;
import io.velostream.connector.datagen.draw.DoubleDraws;
import io.velostream.connector.datagen.draw.LongDraws;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/// Values at equal distances: from 0 or the start of 2024, by 1, a day for dates, a millisecond for
/// timestamps.
final class Sequences {
  private Sequences() {}

  /// A sequence, in the unit in which its values are counted.
  private record Sequence(BigDecimal start, BigDecimal step, Optional<BigDecimal> end) {}

  static ColumnGenerator make(FieldOptions o) {
    Sequence sequence = sequence(o);
    if (o.field().type() instanceof DataType.Floating f) {
      ColumnGenerator doubles =
          new Numbers.Doubles(
              DoubleDraws.sequence(sequence.start.doubleValue(), sequence.step.doubleValue()));
      return f.width() == DataType.Floating.Width.REAL ? new Numbers.Reals(doubles) : doubles;
    }
    ColumnGenerator longs =
        new Numbers.Longs(
            LongDraws.sequence(sequence.start.longValueExact(), sequence.step.longValueExact()));
    return switch (o.field().type()) {
      case DataType.Decimal d -> Distributions.inLane(longs, d);
      case DataType.Varchar _ -> new Numbers.Digits(longs);
      case DataType.Integral _, DataType.Floating _, DataType.Date _, DataType.Timestamp _ -> longs;
      case DataType.Bool _,
          DataType.Char _,
          DataType.Varbinary _,
          DataType.Time _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          throw o.unsupported("a sequence");
    };
  }

  /// How many values there are until the sequence comes to its end, if it has one.
  static OptionalLong rows(FieldOptions o) {
    Sequence sequence = sequence(o);
    if (sequence.end.isEmpty()) {
      return OptionalLong.empty();
    }
    BigDecimal way = sequence.end.get().subtract(sequence.start);
    if (sequence.step.signum() == 0 || way.signum() * sequence.step.signum() < 0) {
      throw o.invalid("end", "is never reached");
    }
    BigDecimal steps = way.divide(sequence.step, 0, RoundingMode.FLOOR);
    return OptionalLong.of(steps.min(BigDecimal.valueOf(Long.MAX_VALUE - 1)).longValueExact() + 1);
  }

  private static Sequence sequence(FieldOptions o) {
    return switch (o.field().type()) {
      case DataType.Floating _ ->
          new Sequence(
              BigDecimal.valueOf(o.number("start", 0)),
              BigDecimal.valueOf(o.number("step", 1)),
              o.has("end")
                  ? Optional.of(BigDecimal.valueOf(o.number("end", 0)))
                  : Optional.empty());
      case DataType.Integral _ -> longs(o, 0, FieldValues.unscaled(o, "step", 1));
      case DataType.Decimal d -> {
        long one = BigDecimal.ONE.setScale(d.scale()).unscaledValue().longValueExact();
        yield longs(o, 0, FieldValues.unscaled(o, "step", one));
      }
      case DataType.Date _ -> longs(o, RandomFields.DAY_2024, days(o));
      case DataType.Timestamp t ->
          longs(
              o,
              RandomFields.DAY_2024 * RandomFields.MICROS_PER_DAY,
              micros(o, FieldValues.unit(t.precision())));
      case DataType.Varchar _ -> {
        long start = o.whole("start", 0, Long.MIN_VALUE, Long.MAX_VALUE);
        long step = o.whole("step", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        long end = o.whole("end", 0, Long.MIN_VALUE, Long.MAX_VALUE);
        yield new Sequence(
            BigDecimal.valueOf(start),
            BigDecimal.valueOf(step),
            o.has("end") ? Optional.of(BigDecimal.valueOf(end)) : Optional.empty());
      }
      case DataType.Bool _,
          DataType.Char _,
          DataType.Varbinary _,
          DataType.Time _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          throw o.unsupported("a sequence");
    };
  }

  private static Sequence longs(FieldOptions o, long start, long step) {
    return new Sequence(
        BigDecimal.valueOf(FieldValues.unscaled(o, "start", start)),
        BigDecimal.valueOf(step),
        o.has("end")
            ? Optional.of(BigDecimal.valueOf(FieldValues.unscaled(o, "end", 0)))
            : Optional.empty());
  }

  /// Days: a number, or a duration of whole days.
  private static long days(FieldOptions o) {
    String step = o.find("step").orElse("1");
    OptionalLong micros = signed(step);
    if (micros.isEmpty()) {
      return o.whole("step", 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (micros.getAsLong() % RandomFields.MICROS_PER_DAY != 0) {
      throw o.invalid("step", "must be whole days");
    }
    return micros.getAsLong() / RandomFields.MICROS_PER_DAY;
  }

  /// Microseconds of a duration, or of a number of milliseconds.
  private static long micros(FieldOptions o, long unit) {
    String step = o.find("step").orElse("1");
    OptionalLong duration = signed(step);
    long micros =
        duration.isPresent()
            ? duration.getAsLong()
            : 1_000 * o.whole("step", 1, Long.MIN_VALUE / 1_000, Long.MAX_VALUE / 1_000);
    if (micros % unit != 0) {
      throw o.invalid("step", "is finer than " + o.field().type().sql() + " can tell");
    }
    return micros;
  }

  private static OptionalLong signed(String text) {
    boolean negative = text.startsWith("-");
    OptionalLong micros = Durations.micros(negative ? text.substring(1) : text);
    return micros.isPresent() && negative ? OptionalLong.of(-micros.getAsLong()) : micros;
  }
}
