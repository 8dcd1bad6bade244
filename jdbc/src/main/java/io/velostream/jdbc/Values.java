package io.velostream.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/// The conversions that JDBC asks of getters and parameters. They follow JDBC: a number that is too
/// large is an error, a fraction is cut where a whole number is asked for, and a `java.sql.Time`
/// has whole seconds. A plain timestamp has no zone; as `java.sql.Timestamp` it is that time of day
/// in the zone of the JVM, or of the calendar given.
final class Values {
  private Values() {}

  /// A parameter of one of JDBC's classes as the engine's.
  static @Nullable Object modern(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Timestamp timestamp -> timestamp.toLocalDateTime();
      case Date date -> date.toLocalDate();
      case Time time -> time.toLocalTime();
      default -> value;
    };
  }

  /// A value of the engine as JDBC's `getObject` gives it.
  static Object classic(Object value) {
    return switch (value) {
      case LocalDate date -> Date.valueOf(date);
      case LocalTime time -> Time.valueOf(time);
      case LocalDateTime time -> Timestamp.valueOf(time);
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      default -> value;
    };
  }

  static BigDecimal decimal(Object value) throws SQLException {
    return switch (value) {
      case BigDecimal d -> d;
      case BigInteger i -> new BigDecimal(i);
      case Double d when !Double.isFinite(d) -> throw Errors.conversion(value, "a decimal");
      case Float f when !Float.isFinite(f) -> throw Errors.conversion(value, "a decimal");
      case Double d -> new BigDecimal(d.toString());
      case Float f -> new BigDecimal(f.toString());
      case Number n -> BigDecimal.valueOf(n.longValue());
      case Boolean b -> b ? BigDecimal.ONE : BigDecimal.ZERO;
      case String s -> {
        try {
          yield new BigDecimal(s.strip());
        } catch (NumberFormatException _) {
          throw Errors.conversion(value, "a number");
        }
      }
      default -> throw Errors.conversion(value, "a number");
    };
  }

  /// A whole number; fractions are cut, as JDBC does.
  static long whole(Object value, long min, long max) throws SQLException {
    BigInteger whole = decimal(value).toBigInteger();
    if (whole.bitLength() < Long.SIZE && whole.longValue() >= min && whole.longValue() <= max) {
      return whole.longValue();
    }
    throw new SQLDataException("the value " + value + " is out of range", "22003");
  }

  static double floating(Object value) throws SQLException {
    return switch (value) {
      case Double d -> d;
      case Float f -> f;
      default -> decimal(value).doubleValue();
    };
  }

  static boolean bool(Object value) throws SQLException {
    return switch (value) {
      case Boolean b -> b;
      case Number _ -> decimal(value).signum() != 0;
      case String s when s.equalsIgnoreCase("true") || s.equals("1") -> true;
      case String s when s.equalsIgnoreCase("false") || s.equals("0") -> false;
      default -> throw Errors.conversion(value, "a boolean");
    };
  }

  static byte[] bytes(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    throw Errors.conversion(value, "bytes");
  }

  static LocalDate date(Object value) throws SQLException {
    return switch (value) {
      case LocalDate date -> date;
      case LocalDateTime time -> time.toLocalDate();
      default -> throw Errors.conversion(value, "a date");
    };
  }

  static LocalTime time(Object value) throws SQLException {
    return switch (value) {
      case LocalTime time -> time;
      case LocalDateTime time -> time.toLocalTime();
      default -> throw Errors.conversion(value, "a time");
    };
  }

  static Timestamp timestamp(Object value, @Nullable Calendar calendar) throws SQLException {
    ZoneId zone = calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
    return switch (value) {
      case LocalDateTime time when calendar == null -> Timestamp.valueOf(time);
      case LocalDateTime time -> Timestamp.from(time.atZone(zone).toInstant());
      case LocalDate date -> Timestamp.from(date.atStartOfDay(zone).toInstant());
      case Instant instant -> Timestamp.from(instant);
      default -> throw Errors.conversion(value, "a timestamp");
    };
  }

  /// A value as an object of a class that the caller names.
  static Object as(Object value, Class<?> type, String text) throws SQLException {
    if (type.isInstance(value)) {
      return value;
    }
    if (type == String.class) {
      return text;
    }
    if (type == Long.class) {
      return whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == Integer.class) {
      return (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == Short.class) {
      return (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    if (type == Byte.class) {
      return (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    if (type == Double.class) {
      return floating(value);
    }
    if (type == Float.class) {
      return (float) floating(value);
    }
    if (type == BigDecimal.class) {
      return decimal(value);
    }
    if (type == Boolean.class) {
      return bool(value);
    }
    return temporal(value, type);
  }

  private static Object temporal(Object value, Class<?> type) throws SQLException {
    if (type == LocalDate.class) {
      return date(value);
    }
    if (type == LocalTime.class) {
      return time(value);
    }
    if (type == Date.class) {
      return Date.valueOf(date(value));
    }
    if (type == Time.class) {
      return Time.valueOf(time(value));
    }
    if (type == Timestamp.class) {
      return timestamp(value, null);
    }
    if (type == OffsetDateTime.class && value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    throw Errors.conversion(value, "a " + type.getSimpleName());
  }
}
