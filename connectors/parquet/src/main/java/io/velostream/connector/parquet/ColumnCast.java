package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.ValueText;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes values of a declared type of those that a file has.
///
/// A value that the declared type does not hold makes a bad row; nothing is rounded but fractions
/// of seconds, which are cut, and doubles.
@FunctionalInterface
interface ColumnCast {
  /// The rows as the declared type has them. Bad rows are reported, their values are unspecified.
  Vector apply(Vector vector, int rows, RowErrors errors);

  /// The way from a file's type to a column's; nothing if there is none.
  static Optional<ColumnCast> of(DataType from, Field column, int batchRows) {
    DataType to = column.type();
    if (holdsAll(from, to)) {
      return Optional.of((vector, _, _) -> vector);
    }
    LongCast longs = longs(from, to);
    if (longs != null) {
      return Optional.of(new NumberCasts.Longs(from, column, longs, new long[batchRows]));
    }
    if (isNumber(from) && to instanceof DataType.Decimal decimal) {
      return Optional.of(NumberCasts.toDecimal(from, column, decimal, batchRows));
    }
    if (isNumber(from) && to instanceof DataType.Floating floating) {
      return Optional.of(NumberCasts.toFloating(from, floating, batchRows));
    }
    return TextCasts.of(from, column);
  }

  /// One long to another.
  @FunctionalInterface
  interface LongCast {
    /// @return whether the value fits; `room[row]` is then set
    boolean apply(long value, long[] room, int row);
  }

  private static @Nullable LongCast longs(DataType from, DataType to) {
    return switch (to) {
      case DataType.Integral t when from instanceof DataType.Integral -> {
        long min = t.width().min();
        long max = t.width().max();
        yield (value, room, row) -> {
          room[row] = value;
          return value >= min && value <= max;
        };
      }
      case DataType.Timestamp t when from instanceof DataType.Timestamp -> cut(t.precision());
      case DataType.Time t when from instanceof DataType.Time -> cut(t.precision());
      case DataType.Timestamp _ when from instanceof DataType.Date ->
          (value, room, row) -> {
            room[row] = value * 86_400_000_000L;
            return Math.abs(value) < Long.MAX_VALUE / 86_400_000_000L;
          };
      case DataType _ -> null;
    };
  }

  private static LongCast cut(int precision) {
    long unit = IntStream.range(precision, 6).mapToLong(_ -> 10).reduce(1, (a, b) -> a * b);
    return (value, room, row) -> {
      room[row] = value - Math.floorMod(value, unit);
      return true;
    };
  }

  /// Whether every value of one type is one of the other, in the same form.
  static boolean holdsAll(DataType from, DataType to) {
    return switch (to) {
      case DataType.Integral t ->
          from instanceof DataType.Integral f && f.width().compareTo(t.width()) <= 0;
      case DataType.Floating t ->
          from instanceof DataType.Floating f && f.width().compareTo(t.width()) <= 0;
      case DataType.Decimal t ->
          from instanceof DataType.Decimal f
              && f.scale() == t.scale()
              && f.precision() <= t.precision()
              && f.lane() == t.lane();
      case DataType.Varchar t ->
          from instanceof DataType.Varchar f && f.maxLength() <= t.maxLength();
      case DataType.Varbinary _ ->
          from instanceof DataType.Varbinary || from instanceof DataType.Varchar;
      case DataType.Timestamp t ->
          from instanceof DataType.Timestamp f && f.precision() <= t.precision();
      case DataType.Time t -> from instanceof DataType.Time f && f.precision() <= t.precision();
      case DataType.Array t ->
          from instanceof DataType.Array f && holdsAll(f.element(), t.element());
      case DataType.Map t ->
          from instanceof DataType.Map f
              && holdsAll(f.key(), t.key())
              && holdsAll(f.value(), t.value());
      case DataType.Row t -> from instanceof DataType.Row f && holdsAll(f, t);
      case DataType.Bool _,
          DataType.Date _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Char _ ->
          from.equals(to);
      case DataType.Interval _, DataType.Multiset _, DataType.Null _ -> false;
    };
  }

  private static boolean holdsAll(DataType.Row from, DataType.Row to) {
    return from.fields().size() == to.fields().size()
        && IntStream.range(0, to.fields().size())
            .allMatch(i ->
                from.fields().get(i).name().equalsIgnoreCase(to.fields().get(i).name())
                    && holdsAll(from.fields().get(i).type(), to.fields().get(i).type()));
  }

  private static boolean isNumber(DataType type) {
    return type instanceof DataType.Integral
        || type instanceof DataType.Decimal
        || type instanceof DataType.Floating;
  }

  /// Reports a value that does not fit.
  static void report(
      DataType from, Field column, Vector vector, int row, String complaint, RowErrors errors) {
    String text = ValueText.of(from, vector, row);
    errors.add(row, text, "column '" + column.name() + "': '" + text + "' " + complaint);
  }
}
