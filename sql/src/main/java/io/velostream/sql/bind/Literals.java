package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression.Literal;
import io.velostream.sql.validate.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/// Constants in our boxed form (see [io.velostream.columnar.Values]).
public final class Literals {
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);
  private static final int EXACT_DOUBLE_DIGITS = 15;

  private Literals() {}

  /// The constant that a Calcite literal stands for.
  public static Literal of(RexLiteral literal) {
    DataType type = Types.fromCalcite(literal.getType());
    if (!literal.isNull() && Types.isUuid(literal.getType())) {
      return new Literal(Slice.utf8(get(literal, String.class)), type);
    }
    return literal.isNull() ? new Literal(null, type) : new Literal(value(literal, type), type);
  }

  /// The same constant in another type, if that is certain to be exact: NULL in any type, a whole
  /// number in a wider one, a number of up to 15 digits as a DOUBLE (its nearest DOUBLE is then
  /// what the same digits in SQL text mean), text as longer text. Nothing for the others: they are
  /// cast when the query runs.
  public static Optional<Literal> widened(Literal literal, DataType type) {
    Object value = literal.value();
    if (value == null) {
      return Optional.of(new Literal(null, type));
    }
    BigDecimal number = number(value, literal.type());
    if (number != null) {
      return widened(number, type);
    }
    boolean text = literal.type() instanceof DataType.Char;
    return text && type.equals(DataType.STRING)
        ? Optional.of(new Literal(value, type))
        : Optional.empty();
  }

  /// The number with the other sign; anything else as it is.
  static Literal negated(Literal literal) {
    return switch (literal.value()) {
      case Long value -> new Literal(Math.negateExact(value), literal.type());
      case Double value -> new Literal(-value, literal.type());
      case BigInteger value -> new Literal(value.negate(), literal.type());
      case null, default -> literal;
    };
  }

  private static Optional<Literal> widened(BigDecimal number, DataType type) {
    if (type instanceof DataType.Integral t) {
      boolean fits =
          number.scale() <= 0
              && number.compareTo(BigDecimal.valueOf(t.width().min())) >= 0
              && number.compareTo(BigDecimal.valueOf(t.width().max())) <= 0;
      return fits ? Optional.of(new Literal(number.longValueExact(), type)) : Optional.empty();
    }
    if (type.equals(DataType.DOUBLE) && number.precision() <= EXACT_DOUBLE_DIGITS) {
      return Optional.of(new Literal(number.doubleValue(), type));
    }
    if (type instanceof DataType.Decimal t) {
      boolean fits =
          number.scale() <= t.scale()
              && number.precision() - number.scale() <= t.precision() - t.scale();
      return fits ? Optional.of(new Literal(unscaled(number, t), type)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static @Nullable BigDecimal number(Object value, DataType type) {
    return switch (type) {
      case DataType.Integral _ -> BigDecimal.valueOf((Long) value);
      case DataType.Decimal t -> Values.decimal(value, t);
      case DataType.Bool _,
          DataType.Floating _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          null;
    };
  }

  private static Object value(RexLiteral literal, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> get(literal, Boolean.class) ? 1L : 0L;
      case DataType.Integral _ -> get(literal, BigDecimal.class).longValueExact();
      case DataType.Floating _ -> get(literal, BigDecimal.class).doubleValue();
      case DataType.Decimal t -> unscaled(get(literal, BigDecimal.class), t);
      case DataType.Char _, DataType.Varchar _ ->
          Slice.utf8(get(literal, NlsString.class).getValue());
      case DataType.Varbinary _ -> bytes(get(literal, ByteString.class).getBytes());
      case DataType.Date _ -> (long) get(literal, DateString.class).getDaysSinceEpoch();
      case DataType.Time _ -> micros(get(literal, TimeString.class));
      case DataType.Timestamp _ -> micros(get(literal, TimestampString.class));
      case DataType.Interval t -> interval(get(literal, BigDecimal.class), t);
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          throw new UserException(
              ErrorCode.NOT_SUPPORTED,
              "constants of type " + type.sql() + " are not supported yet");
    };
  }

  /// Microseconds of a day-time interval literal, months of a year-month one.
  private static long interval(BigDecimal value, DataType.Interval type) {
    return switch (type.family()) {
      case YEAR_MONTH -> value.longValueExact();
      case DAY_TIME -> value.multiply(MICROS_PER_MILLI).longValueExact();
    };
  }

  private static Object unscaled(BigDecimal value, DataType.Decimal type) {
    BigInteger unscaled = value.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
    return switch (type.lane()) {
      case LONG -> (Object) unscaled.longValueExact();
      case DOUBLE, WIDE, BYTES -> unscaled;
    };
  }

  private static Slice bytes(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  private static long micros(TimeString time) {
    return LocalTime.parse(time.toString()).toNanoOfDay()
        / ChronoUnit.MICROS.getDuration().toNanos();
  }

  private static long micros(TimestampString timestamp) {
    LocalDateTime time = LocalDateTime.parse(timestamp.toString().replace(' ', 'T'));
    return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
  }

  private static <T> T get(RexLiteral literal, Class<T> type) {
    T value = literal.getValueAs(type);
    if (value == null) {
      throw new IllegalStateException("NULL in " + literal);
    }
    return value;
  }
}
