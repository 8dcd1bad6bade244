package io.velostream.connector.datagen;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/// Chooses the generator of a column by its type and options.
///
/// Random whole numbers and decimals lie between 0 and 1,000,000 unless told otherwise, or up to
/// the largest value of a smaller type; floating-point numbers between 0 and 1; texts have 10
/// characters; dates and timestamps lie in 2024. A sequence starts at 0, or at the start of 2024,
/// and steps by 1: days for dates, milliseconds for times and timestamps. Its `end` is a value like
/// its `start`, and the last one at most.
final class Generators {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private static final long DEFAULT_MAX = 1_000_000;
  private static final long DEFAULT_LENGTH = 10;
  private static final long MAX_LENGTH = 8_192;
  static final long MICROS_PER_MILLI = 1_000;
  static final long MICROS_PER_DAY = 86_400_000_000L;
  static final long DAY_2024 = 19_723;
  private static final long DAYS_IN_2024 = 366;

  private Generators() {}

  static ColumnGenerator of(FieldOptions options, Mixer mixer, int capacity) {
    return options.isSequence() ? sequence(options, capacity) : random(options, mixer, capacity);
  }

  private static ColumnGenerator random(FieldOptions o, Mixer mixer, int capacity) {
    return switch (o.field().type()) {
      case DataType.Bool _ -> new ColumnGenerator.RandomLongs(mixer, 0, 1, capacity);
      case DataType.Integral i -> {
        long limit = i.width().max();
        long min = o.getLong("min", 0);
        long max = o.getLong("max", Math.max(min, Math.min(limit, DEFAULT_MAX)));
        if (min < i.width().min() || max > limit) {
          throw o.invalid(max > limit ? "max" : "min", "does not fit " + i.sql());
        }
        yield longs(o, mixer, min, max, capacity);
      }
      case DataType.Floating f -> {
        double min = o.getDouble("min", 0);
        double max = o.getDouble("max", Math.max(min, 1));
        if (!(min <= max)) {
          throw o.invalid("max", "is below the smallest value");
        }
        boolean real = f.width() == DataType.Floating.Width.REAL;
        yield new ColumnGenerator.RandomDoubles(mixer, min, max, real, capacity);
      }
      case DataType.Decimal d -> {
        long bound = largest(d);
        long min = unscaled(o, "min", d, 0);
        long max = unscaled(o, "max", d, Math.max(min, bound));
        yield decimal(d, longs(o, mixer, min, max, capacity), capacity);
      }
      case DataType.Char c -> {
        if (c.length() > MAX_LENGTH) {
          throw unsupported(o);
        }
        yield new ColumnGenerator.RandomText(mixer, c.length(), capacity);
      }
      case DataType.Varchar v -> {
        long length = o.getLong("length", Math.min(v.maxLength(), DEFAULT_LENGTH));
        if (length < 0 || length > Math.min(v.maxLength(), MAX_LENGTH)) {
          throw o.invalid("length", "is out of range");
        }
        yield new ColumnGenerator.RandomText(mixer, (int) length, capacity);
      }
      case DataType.Date _ ->
          longs(
              o,
              mixer,
              o.getLong("min", DAY_2024),
              o.getLong("max", DAY_2024 + DAYS_IN_2024 - 1),
              capacity);
      case DataType.Time _ -> longs(o, mixer, 0, MICROS_PER_DAY - 1, capacity);
      case DataType.Timestamp _ -> {
        long min = micros(o, "min", DAY_2024 * MICROS_PER_DAY);
        long max = micros(o, "max", (DAY_2024 + DAYS_IN_2024) * MICROS_PER_DAY - 1);
        yield longs(o, mixer, min, max, capacity);
      }
      case DataType.Varbinary _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          throw unsupported(o);
    };
  }

  private static ColumnGenerator sequence(FieldOptions o, int capacity) {
    return switch (o.field().type()) {
      case DataType.Integral _ ->
          new ColumnGenerator.Sequence(o.getLong("start", 0), o.getLong("step", 1), capacity);
      case DataType.Floating _ ->
          new ColumnGenerator.DoubleSequence(
              o.getDouble("start", 0), o.getDouble("step", 1), capacity);
      case DataType.Decimal d -> {
        long one = BigDecimal.ONE.setScale(d.scale()).unscaledValue().longValueExact();
        long start = unscaled(o, "start", d, 0);
        long width = unscaled(o, "step", d, one);
        yield decimal(d, new ColumnGenerator.Sequence(start, width, capacity), capacity);
      }
      case DataType.Varchar _ ->
          new ColumnGenerator.TextSequence(o.getLong("start", 0), o.getLong("step", 1), capacity);
      case DataType.Date _ ->
          new ColumnGenerator.Sequence(
              o.getLong("start", DAY_2024), o.getLong("step", 1), capacity);
      case DataType.Timestamp _ ->
          new ColumnGenerator.Sequence(
              micros(o, "start", DAY_2024 * MICROS_PER_DAY),
              o.getLong("step", 1) * MICROS_PER_MILLI,
              capacity);
      case DataType.Bool _,
          DataType.Char _,
          DataType.Time _,
          DataType.Varbinary _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          throw unsupported(o);
    };
  }

  private static ColumnGenerator longs(
      FieldOptions o, Mixer mixer, long min, long max, int capacity) {
    if (min > max) {
      throw o.invalid("max", "is below the smallest value");
    }
    return new ColumnGenerator.RandomLongs(mixer, min, max, capacity);
  }

  private static ColumnGenerator decimal(
      DataType.Decimal type, ColumnGenerator longs, int capacity) {
    boolean wide = type.precision() > DataType.Decimal.MAX_LONG_PRECISION;
    return wide ? new ColumnGenerator.Wide(longs, capacity) : longs;
  }

  /// The unscaled default maximum: a million, or all nines, or what a long holds.
  private static long largest(DataType.Decimal type) {
    BigDecimal nines = BigDecimal.TEN.pow(type.precision()).subtract(BigDecimal.ONE);
    BigDecimal million = BigDecimal.valueOf(DEFAULT_MAX).scaleByPowerOfTen(type.scale());
    return nines.min(million).min(BigDecimal.valueOf(Long.MAX_VALUE - 1)).longValue();
  }

  static long unscaled(FieldOptions o, String property, DataType.Decimal type, long otherwise) {
    if (o.find(property).isEmpty()) {
      return otherwise;
    }
    try {
      BigDecimal value = new BigDecimal(o.find(property).get().strip()).setScale(type.scale());
      if (value.precision() > type.precision()) {
        throw o.invalid(property, "does not fit " + type.sql());
      }
      return value.unscaledValue().longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      throw o.invalid(property, "is not a number that fits " + type.sql());
    }
  }

  /// A timestamp like `2024-01-31T12:00:00`.
  static long micros(FieldOptions o, String property, long otherwise) {
    if (o.find(property).isEmpty()) {
      return otherwise;
    }
    String text = o.find(property).get().strip().replace(' ', 'T');
    try {
      LocalDateTime time = LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text);
      return ChronoUnit.MICROS.between(EPOCH, time);
    } catch (DateTimeParseException _) {
      throw o.invalid(property, "must be a timestamp like 2024-01-31 12:00:00");
    }
  }

  private static UserException unsupported(FieldOptions o) {
    return new UserException(
        ErrorCode.NOT_SUPPORTED,
        "the connector 'datagen' cannot make "
            + (o.isSequence() ? "a sequence" : "random values")
            + " of type "
            + o.field().type().sql()
            + " (column '"
            + o.field().name()
            + "')");
  }
}
