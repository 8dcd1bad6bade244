package io.velostream.engine.value;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.geometry.ShapeText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From lanes to Java objects. The counterpart of [FromJava].
public final class ToJava {
  private static final long MICROS = 1_000_000L;
  private static final int MONTHS = 12;

  private ToJava() {}

  /// The value at a row as the object that is natural for its type, `null` for NULL.
  public static @Nullable Object at(DataType type, Vector vector, int row) {
    Object boxed = Values.get(vector, row);
    return boxed == null ? null : of(type, boxed);
  }

  /// The object for a boxed lane value (see [Values]).
  public static Object of(DataType type, Object boxed) {
    return switch (type) {
      case DataType.Bool _ -> (Long) boxed != 0;
      case DataType.Integral i -> integer(i.width(), (Long) boxed);
      case DataType.Floating f ->
          f.width() == DataType.Floating.Width.REAL
              ? (Object) ((Double) boxed).floatValue()
              : boxed;
      case DataType.Decimal d -> Values.decimal(boxed, d);
      case DataType.Char _, DataType.Varchar _ -> ((Slice) boxed).toText();
      case DataType.Varbinary _ -> bytes((Slice) boxed);
      case DataType.Date _ -> LocalDate.ofEpochDay((Long) boxed);
      case DataType.Time _ -> LocalTime.ofNanoOfDay(Math.multiplyExact((Long) boxed, 1_000L));
      case DataType.Timestamp t -> t.local() ? instant((Long) boxed) : dateTime((Long) boxed);
      case DataType.Interval i ->
          i.family() == DataType.Interval.Family.YEAR_MONTH
              ? period((Long) boxed)
              : Duration.of((Long) boxed, ChronoUnit.MICROS);
      case DataType.Collection c -> NestedToJava.list(c.element(), (Slice) boxed);
      case DataType.Map m -> NestedToJava.map(m, (Slice) boxed);
      case DataType.Row r -> NestedToJava.row(r, (Slice) boxed);
      case DataType.Variant _ -> NestedToJava.json((Slice) boxed);
      case DataType.Geometry _ -> ShapeText.of((Slice) boxed);
      case DataType.Null _ -> throw new IllegalArgumentException("NULL has no value");
    };
  }

  /// The class of the objects that [#of] gives for a type.
  public static Class<?> classOf(DataType type) {
    return switch (type) {
      case DataType.Bool _ -> Boolean.class;
      case DataType.Integral i ->
          switch (i.width()) {
            case TINYINT -> Byte.class;
            case SMALLINT -> Short.class;
            case INTEGER -> Integer.class;
            case BIGINT -> Long.class;
          };
      case DataType.Floating f ->
          f.width() == DataType.Floating.Width.REAL ? Float.class : Double.class;
      case DataType.Decimal _ -> java.math.BigDecimal.class;
      case DataType.Char _, DataType.Varchar _ -> String.class;
      case DataType.Varbinary _ -> byte[].class;
      case DataType.Date _ -> LocalDate.class;
      case DataType.Time _ -> LocalTime.class;
      case DataType.Timestamp t -> t.local() ? Instant.class : LocalDateTime.class;
      case DataType.Interval i ->
          i.family() == DataType.Interval.Family.YEAR_MONTH ? Period.class : Duration.class;
      case DataType.Collection _ -> List.class;
      case DataType.Map _, DataType.Row _ -> Map.class;
      case DataType.Variant _, DataType.Geometry _ -> String.class;
      case DataType.Null _ -> Object.class;
    };
  }

  private static Object integer(DataType.Integral.Width width, long value) {
    return switch (width) {
      case TINYINT -> (byte) value;
      case SMALLINT -> (short) value;
      case INTEGER -> (int) value;
      case BIGINT -> value;
    };
  }

  private static byte[] bytes(Slice slice) {
    return Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + slice.length());
  }

  private static Period period(long months) {
    return Period.of(Math.toIntExact(months / MONTHS), (int) (months % MONTHS), 0);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
  }

  private static LocalDateTime dateTime(long micros) {
    return Objects.requireNonNull(LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC));
  }
}
