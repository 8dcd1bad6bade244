package io.velostream.engine.value;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.geometry.ShapeBytes;
import io.velostream.columnar.geometry.ShapeParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From Java objects to boxed lane values. A value that does not fit its type is refused, never
/// rounded or cut, with one exception: fractions of a second beyond the precision of the type,
/// which Java's clocks always have.
public final class FromJava {
  private static final long[] MICROS_PER_DIGIT = {
    1_000_000L, 100_000L, 10_000L, 1_000L, 100L, 10L, 1L
  };

  private FromJava() {}

  /// The boxed lane value (see [io.velostream.columnar.Values]) of an object: of the class that
  /// [ToJava] gives, or any number where it is exact.
  ///
  /// @throws UserException TYPE_MISMATCH for an object of a class that does not stand for the type,
  ///   NUMERIC_OVERFLOW for a number or text that does not fit it
  public static Object box(DataType type, Object value) {
    @Nullable Object boxed =
        switch (type) {
          case DataType.Bool _ -> value instanceof Boolean b ? (Object) (b ? 1L : 0L) : null;
          case DataType.Integral i -> exact(value) ? (Object) integer(i, decimal(value)) : null;
          case DataType.Floating f -> value instanceof Number n ? floating(f, n) : null;
          case DataType.Decimal d -> exact(value) ? unscaled(d, decimal(value)) : null;
          case DataType.Char c -> value instanceof CharSequence s ? padded(c, s) : null;
          case DataType.Varchar v -> value instanceof CharSequence s ? text(v, s) : null;
          case DataType.Varbinary _ ->
              value instanceof byte[] b ? new Slice(b, 0, b.length).copy() : null;
          case DataType.Date _ -> value instanceof LocalDate d ? (Object) d.toEpochDay() : null;
          case DataType.Time t ->
              value instanceof LocalTime l
                  ? (Object) cut(l.toNanoOfDay() / 1_000L, t.precision())
                  : null;
          case DataType.Timestamp t -> timestamp(t, value);
          case DataType.Interval i -> interval(i, value);
          case DataType.Collection c ->
              value instanceof List<?> list ? NestedFromJava.list(c, list) : null;
          case DataType.Map m -> value instanceof Map<?, ?> map ? NestedFromJava.map(m, map) : null;
          case DataType.Row r -> value instanceof Map<?, ?> map ? NestedFromJava.row(r, map) : null;
          case DataType.Variant _ ->
              value instanceof CharSequence json ? NestedFromJava.variant(json) : null;
          case DataType.Geometry _ -> geometry(value);
          case DataType.Null _ -> null;
        };
    if (boxed == null) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "a value of type %s is a %s, not a %s"
              .formatted(
                  type.sql(),
                  ToJava.classOf(type).getSimpleName(),
                  value.getClass().getSimpleName()));
    }
    return boxed;
  }

  private static @Nullable Object geometry(Object value) {
    return switch (value) {
      case CharSequence text ->
          switch (ShapeParser.parse(text.toString())) {
            case ShapeParser.Result.Value(Slice bytes) -> bytes;
            case ShapeParser.Result.Complaint(String why) ->
                throw new UserException(
                    ErrorCode.TYPE_MISMATCH, "'" + text + "' is no geometry: " + why);
          };
      case byte[] wkb -> ShapeBytes.canonical(new Slice(wkb, 0, wkb.length));
      default -> null;
    };
  }

  private static boolean exact(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigDecimal
        || value instanceof BigInteger;
  }

  private static BigDecimal decimal(Object value) {
    return switch (value) {
      case BigDecimal d -> d;
      case BigInteger i -> new BigDecimal(i);
      default -> BigDecimal.valueOf(((Number) value).longValue());
    };
  }

  private static long integer(DataType.Integral type, BigDecimal value) {
    try {
      long number = value.longValueExact();
      if (number >= type.width().min() && number <= type.width().max()) {
        return number;
      }
    } catch (ArithmeticException _) {
      // as below: it does not fit
    }
    throw misfit(type, value);
  }

  private static Object floating(DataType.Floating type, Number value) {
    return type.width() == DataType.Floating.Width.REAL
        ? (double) value.floatValue()
        : value.doubleValue();
  }

  private static Object unscaled(DataType.Decimal type, BigDecimal value) {
    try {
      BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
      if (scaled.precision() <= type.precision()) {
        return type.precision() <= DataType.Decimal.MAX_LONG_PRECISION
            ? (Object) scaled.unscaledValue().longValueExact()
            : scaled.unscaledValue();
      }
    } catch (ArithmeticException _) {
      // as below: it has more fraction digits than the type
    }
    throw misfit(type, value);
  }

  private static Slice text(DataType.Varchar type, CharSequence value) {
    String text = value.toString();
    if (type.maxLength() != DataType.Varchar.UNLIMITED
        && text.codePointCount(0, text.length()) > type.maxLength()) {
      throw misfit(type, "'" + text + "'");
    }
    return Slice.utf8(text);
  }

  private static Slice padded(DataType.Char type, CharSequence value) {
    String text = value.toString();
    int missing = type.length() - text.codePointCount(0, text.length());
    if (missing < 0) {
      throw misfit(type, "'" + text + "'");
    }
    return Slice.utf8(text + " ".repeat(missing));
  }

  private static @Nullable Object timestamp(DataType.Timestamp type, Object value) {
    if (type.local() && value instanceof Instant instant) {
      return cut(micros(instant), type.precision());
    }
    if (!type.local() && value instanceof LocalDateTime time) {
      return cut(micros(time.toInstant(ZoneOffset.UTC)), type.precision());
    }
    return null;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
  }

  private static long cut(long micros, int precision) {
    long unit = MICROS_PER_DIGIT[Math.min(precision, DataType.Timestamp.MAX_PRECISION)];
    return Math.floorDiv(micros, unit) * unit;
  }

  private static @Nullable Object interval(DataType.Interval type, Object value) {
    return switch (type.family()) {
      case YEAR_MONTH ->
          value instanceof Period period && period.withDays(0).equals(period)
              ? (Object) period.toTotalMonths()
              : null;
      case DAY_TIME ->
          value instanceof Duration duration
              ? (Object)
                  Math.addExact(
                      Math.multiplyExact(duration.getSeconds(), 1_000_000L),
                      duration.getNano() / 1_000L)
              : null;
    };
  }

  private static UserException misfit(DataType type, Object value) {
    return new UserException(
        ErrorCode.NUMERIC_OVERFLOW, value + " does not fit the type " + type.sql());
  }
}
