package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.Suggestions;
import io.velostream.engine.value.ToJava;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// One row of a result, read in place from its columns.
///
/// Columns are counted from 0, or found by name without regard to letter case (the first of that
/// name). Methods that return an object give `null` for NULL; those that return a primitive throw
/// [IllegalStateException] then: ask [#isNull] first. A method that cannot give the column's type
/// without loss throws a [UserException] of code TYPE_MISMATCH, and NUMERIC_OVERFLOW for a number
/// that is too large.
public abstract sealed class Row permits Rows, KeptRow {
  private final Schema schema;

  Row(Schema schema) {
    this.schema = schema;
  }

  /// The batch in which the row is.
  abstract Batch batch();

  /// Its index in the columns of the batch.
  abstract int index();

  /// The columns.
  public final Schema schema() {
    return schema;
  }

  /// The index of the column of that name.
  ///
  /// @throws UserException UNKNOWN_NAME when there is none
  public final int column(String name) {
    int column = schema.indexOf(name);
    if (column < 0) {
      UserException error =
          new UserException(ErrorCode.UNKNOWN_NAME, "the result has no column '" + name + "'");
      throw Suggestions.didYouMean(name, schema.fields().stream().map(Field::name).toList())
          .map(error::hint)
          .orElse(error);
    }
    return column;
  }

  /// Whether the column holds NULL.
  public final boolean isNull(int column) {
    return batch().column(column).isNull(index());
  }

  /// Whether the column holds NULL.
  public final boolean isNull(String column) {
    return isNull(column(column));
  }

  /// A BOOLEAN.
  public final boolean getBoolean(int column) {
    if (schema.type(column) instanceof DataType.Bool) {
      return bits(column) != 0;
    }
    throw mismatch(column, "boolean");
  }

  /// A BOOLEAN.
  public final boolean getBoolean(String column) {
    return getBoolean(column(column));
  }

  /// An integer that fits an `int`.
  public final int getInt(int column) {
    long value = getLong(column);
    if (value != (int) value) {
      throw tooLarge(column, "int");
    }
    return (int) value;
  }

  /// An integer that fits an `int`.
  public final int getInt(String column) {
    return getInt(column(column));
  }

  /// Any integer, or a DECIMAL without a fraction.
  public final long getLong(int column) {
    return switch (schema.type(column)) {
      case DataType.Integral _ -> bits(column);
      case DataType.Decimal d when d.scale() == 0 -> wholeDecimal(column);
      default -> throw mismatch(column, "long");
    };
  }

  /// Any integer, or a DECIMAL without a fraction.
  public final long getLong(String column) {
    return getLong(column(column));
  }

  /// Any number, as the nearest `double`.
  public final double getDouble(int column) {
    return switch (schema.type(column)) {
      case DataType.Floating _ -> ((DoubleVector) present(column)).values()[index()];
      case DataType.Integral _ -> bits(column);
      case DataType.Decimal _ -> ((BigDecimal) value(column)).doubleValue();
      default -> throw mismatch(column, "double");
    };
  }

  /// Any number, as the nearest `double`.
  public final double getDouble(String column) {
    return getDouble(column(column));
  }

  /// A DECIMAL or an integer.
  public final @Nullable BigDecimal getBigDecimal(int column) {
    return switch (schema.type(column)) {
      case DataType.Decimal _ -> (BigDecimal) getObject(column);
      case DataType.Integral _ -> isNull(column) ? null : BigDecimal.valueOf(bits(column));
      default -> throw mismatch(column, "BigDecimal");
    };
  }

  /// A DECIMAL or an integer.
  public final @Nullable BigDecimal getBigDecimal(String column) {
    return getBigDecimal(column(column));
  }

  /// The text of a value of any type, as results show it.
  public final @Nullable String getString(int column) {
    return isNull(column)
        ? null
        : ValueText.of(schema.type(column), batch().column(column), index());
  }

  /// The text of a value of any type, as results show it.
  public final @Nullable String getString(String column) {
    return getString(column(column));
  }

  /// A VARBINARY; a copy.
  public final byte @Nullable [] getBytes(int column) {
    if (schema.type(column) instanceof DataType.Varbinary) {
      return (byte[]) getObject(column);
    }
    throw mismatch(column, "byte[]");
  }

  /// A VARBINARY; a copy.
  public final byte @Nullable [] getBytes(String column) {
    return getBytes(column(column));
  }

  /// A DATE.
  public final @Nullable LocalDate getLocalDate(int column) {
    return get(column, LocalDate.class);
  }

  /// A DATE.
  public final @Nullable LocalDate getLocalDate(String column) {
    return getLocalDate(column(column));
  }

  /// A TIME.
  public final @Nullable LocalTime getLocalTime(int column) {
    return get(column, LocalTime.class);
  }

  /// A TIME.
  public final @Nullable LocalTime getLocalTime(String column) {
    return getLocalTime(column(column));
  }

  /// A TIMESTAMP.
  public final @Nullable LocalDateTime getLocalDateTime(int column) {
    return get(column, LocalDateTime.class);
  }

  /// A TIMESTAMP.
  public final @Nullable LocalDateTime getLocalDateTime(String column) {
    return getLocalDateTime(column(column));
  }

  /// A TIMESTAMP WITH LOCAL TIME ZONE.
  public final @Nullable Instant getInstant(int column) {
    return get(column, Instant.class);
  }

  /// A TIMESTAMP WITH LOCAL TIME ZONE.
  public final @Nullable Instant getInstant(String column) {
    return getInstant(column(column));
  }

  /// The object that is natural for the type: `Boolean`, `Byte`, `Short`, `Integer`, `Long`,
  /// `Float`, `Double`, `BigDecimal`, `String`, `byte[]`, `LocalDate`, `LocalTime`,
  /// `LocalDateTime`, `Instant`, `Period` or `Duration`; a `List` for ARRAY, a `Map` for MAP, and
  /// for ROW one from field names; JSON as a `String` for VARIANT.
  public final @Nullable Object getObject(int column) {
    return ToJava.at(schema.type(column), batch().column(column), index());
  }

  /// As above, by name.
  public final @Nullable Object getObject(String column) {
    return getObject(column(column));
  }

  private <T> @Nullable T get(int column, Class<T> type) {
    if (ToJava.classOf(schema.type(column)) == type) {
      return type.cast(getObject(column));
    }
    throw mismatch(column, type.getSimpleName());
  }

  private long bits(int column) {
    return ((LongVector) present(column)).values()[index()];
  }

  private long wholeDecimal(int column) {
    BigDecimal value = (BigDecimal) value(column);
    try {
      return value.longValueExact();
    } catch (ArithmeticException _) {
      throw tooLarge(column, "long");
    }
  }

  private Object value(int column) {
    Object value = getObject(column);
    if (value == null) {
      throw isNullHere(column);
    }
    return value;
  }

  private Vector present(int column) {
    if (isNull(column)) {
      throw isNullHere(column);
    }
    return batch().column(column);
  }

  private IllegalStateException isNullHere(int column) {
    return new IllegalStateException(
        "the column '" + schema.field(column).name() + "' is NULL in this row: ask isNull first");
  }

  private UserException mismatch(int column, String wanted) {
    Field field = schema.field(column);
    return new UserException(
        ErrorCode.TYPE_MISMATCH,
        "the column '%s' is %s and cannot be read as %s"
            .formatted(field.name(), field.type().sql(), wanted));
  }

  private UserException tooLarge(int column, String wanted) {
    return new UserException(
        ErrorCode.NUMERIC_OVERFLOW,
        "the value %s of the column '%s' does not fit a %s"
            .formatted(getString(column), schema.field(column).name(), wanted));
  }

  /// The values in a line, for messages: `[AAPL, 3]`.
  final String text() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int c = 0; c < schema.size(); c++) {
      text.add(isNull(c) ? "NULL" : getString(c));
    }
    return text.toString();
  }
}
