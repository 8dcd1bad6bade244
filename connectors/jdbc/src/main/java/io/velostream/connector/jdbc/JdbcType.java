package io.velostream.connector.jdbc;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/// How values of a type go to a database and come back.
///
/// @param sqlType of [Types], for NULLs
/// @param javaType what the driver is asked for
/// @param toJdbc from the boxed form of a lane to what the driver takes
/// @param fromJdbc back
record JdbcType(int sqlType, Class<?> javaType, Conversion toJdbc, Conversion fromJdbc) {
  private static final int MICROS = 1_000_000;

  /// From one form of a value that is not NULL to another.
  @FunctionalInterface
  interface Conversion {
    Object of(Object value);
  }

  /// Nothing for types that have no like in databases.
  static Optional<JdbcType> of(DataType type) {
    return Optional.ofNullable(
        switch (type) {
          case DataType.Bool _ ->
              new JdbcType(
                  Types.BOOLEAN, Boolean.class, v -> (Long) v != 0, v -> (Boolean) v ? 1L : 0L);
          case DataType.Integral integral -> integral(integral.width());
          case DataType.Floating floating -> floating(floating.width());
          case DataType.Decimal decimal -> decimal(decimal);
          case DataType.Char padded ->
              new JdbcType(
                  Types.VARCHAR,
                  String.class,
                  v -> ((Slice) v).toText(),
                  v -> padded((String) v, padded.length()));
          case DataType.Varchar _ ->
              new JdbcType(
                  Types.VARCHAR,
                  String.class,
                  v -> ((Slice) v).toText(),
                  v -> Slice.utf8((String) v));
          case DataType.Varbinary _ ->
              new JdbcType(Types.VARBINARY, byte[].class, v -> bytes((Slice) v), v -> slice(v));
          case DataType.Date _ ->
              new JdbcType(
                  Types.DATE,
                  LocalDate.class,
                  v -> LocalDate.ofEpochDay((Long) v),
                  v -> ((LocalDate) v).toEpochDay());
          case DataType.Time _ ->
              new JdbcType(
                  Types.TIME,
                  LocalTime.class,
                  v -> LocalTime.ofNanoOfDay((Long) v * 1_000),
                  v -> ((LocalTime) v).toNanoOfDay() / 1_000);
          case DataType.Timestamp timestamp -> timestamp.local() ? instant() : timestamp();
          case DataType.Interval _,
              DataType.Array _,
              DataType.Multiset _,
              DataType.Map _,
              DataType.Row _,
              DataType.Variant _,
              DataType.Geometry _,
              DataType.Null _ ->
              null;
        });
  }

  private static JdbcType integral(DataType.Integral.Width width) {
    return switch (width) {
      case TINYINT, SMALLINT ->
          new JdbcType(
              Types.SMALLINT,
              Short.class,
              v -> ((Long) v).shortValue(),
              v -> ((Number) v).longValue());
      case INTEGER ->
          new JdbcType(
              Types.INTEGER,
              Integer.class,
              v -> ((Long) v).intValue(),
              v -> ((Number) v).longValue());
      case BIGINT -> new JdbcType(Types.BIGINT, Long.class, v -> v, v -> v);
    };
  }

  private static JdbcType floating(DataType.Floating.Width width) {
    return switch (width) {
      case REAL ->
          new JdbcType(
              Types.REAL,
              Float.class,
              v -> ((Double) v).floatValue(),
              v -> ((Number) v).doubleValue());
      case DOUBLE -> new JdbcType(Types.DOUBLE, Double.class, v -> v, v -> v);
    };
  }

  private static JdbcType decimal(DataType.Decimal type) {
    return new JdbcType(
        Types.DECIMAL,
        BigDecimal.class,
        v -> Values.decimal(v, type),
        v -> unscaled((BigDecimal) v, type));
  }

  /// @throws ArithmeticException when digits would be lost
  private static Object unscaled(BigDecimal value, DataType.Decimal type) {
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
    if (scaled.precision() > type.precision()) {
      throw new ArithmeticException(value + " does not fit " + type.sql());
    }
    BigInteger unscaled = scaled.unscaledValue();
    return type.precision() <= DataType.Decimal.MAX_LONG_PRECISION
        ? (Object) unscaled.longValueExact()
        : unscaled;
  }

  private static JdbcType timestamp() {
    return new JdbcType(
        Types.TIMESTAMP,
        LocalDateTime.class,
        v ->
            LocalDateTime.ofEpochSecond(
                Math.floorDiv((long) v, MICROS),
                Math.floorMod((long) v, MICROS) * 1_000,
                ZoneOffset.UTC),
        v -> micros(((LocalDateTime) v).toInstant(ZoneOffset.UTC)));
  }

  private static JdbcType instant() {
    return new JdbcType(
        Types.TIMESTAMP_WITH_TIMEZONE,
        OffsetDateTime.class,
        v ->
            Instant.ofEpochSecond(
                    Math.floorDiv((long) v, MICROS), Math.floorMod((long) v, MICROS) * 1_000L)
                .atOffset(ZoneOffset.UTC),
        v -> micros(((OffsetDateTime) v).toInstant()));
  }

  /// @throws ArithmeticException when it is too far away
  private static Object micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), (long) MICROS), instant.getNano() / 1_000);
  }

  private static Object padded(String text, int length) {
    int missing = length - text.codePointCount(0, text.length());
    return Slice.utf8(missing > 0 ? text + " ".repeat(missing) : text);
  }

  private static byte[] bytes(Slice slice) {
    return Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + slice.length());
  }

  private static Slice slice(Object bytes) {
    byte[] array = (byte[]) bytes;
    return new Slice(array, 0, array.length);
  }
}
