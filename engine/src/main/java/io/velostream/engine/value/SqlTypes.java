package io.velostream.engine.value;

import io.velostream.columnar.DataType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Map;

/// The SQL types that Java classes stand for where a program names no type.
public final class SqlTypes {
  private static final int MICROSECONDS = DataType.Timestamp.MAX_PRECISION;

  private static final Map<Class<?>, DataType> BY_CLASS =
      Map.ofEntries(
          Map.entry(Boolean.class, DataType.BOOLEAN),
          Map.entry(Byte.class, DataType.TINYINT),
          Map.entry(Short.class, DataType.SMALLINT),
          Map.entry(Integer.class, DataType.INTEGER),
          Map.entry(Long.class, DataType.BIGINT),
          Map.entry(Float.class, DataType.REAL),
          Map.entry(Double.class, DataType.DOUBLE),
          Map.entry(String.class, DataType.STRING),
          Map.entry(byte[].class, new DataType.Varbinary()),
          Map.entry(LocalDate.class, DataType.DATE),
          Map.entry(LocalTime.class, new DataType.Time(MICROSECONDS)),
          Map.entry(LocalDateTime.class, new DataType.Timestamp(MICROSECONDS, false)),
          Map.entry(Instant.class, new DataType.Timestamp(MICROSECONDS, true)),
          Map.entry(Period.class, new DataType.Interval(DataType.Interval.Family.YEAR_MONTH)),
          Map.entry(Duration.class, new DataType.Interval(DataType.Interval.Family.DAY_TIME)));

  private SqlTypes() {}

  /// The type of a class's values.
  ///
  /// @throws IllegalArgumentException when none is certain
  public static DataType of(Class<?> type) {
    DataType found = BY_CLASS.get(type);
    if (found == null) {
      throw new IllegalArgumentException(
          "no SQL type is certain for " + type.getSimpleName() + ": name the DataType");
    }
    return found;
  }
}
