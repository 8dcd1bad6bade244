package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Casts between numbers.
final class NumberCasts {
  private NumberCasts() {}

  /// Casts of one `long` to another.
  record Longs(DataType from, Field column, ColumnCast.LongCast cast, long[] room)
      implements ColumnCast {
    @Override
    public Vector apply(Vector vector, int rows, RowErrors errors) {
      long[] values = ((LongVector) vector).values();
      for (int row = 0; row < rows; row++) {
        if (!vector.isNull(row) && !cast.apply(values[row], room, row)) {
          String complaint = "is not of the range of " + column.type().sql();
          ColumnCast.report(from, column, vector, row, complaint, errors);
        }
      }
      return new LongVector(room, vector.nulls());
    }
  }

  private static BigDecimal number(DataType from, Vector vector, int row) {
    Object value = Values.get(vector, row);
    return switch (value) {
      case Double d ->
          new BigDecimal(
              from.equals(DataType.REAL) ? Float.toString(d.floatValue()) : d.toString());
      case Long l -> BigDecimal.valueOf(l, from instanceof DataType.Decimal d ? d.scale() : 0);
      case BigInteger b -> new BigDecimal(b, ((DataType.Decimal) from).scale());
      case null, default -> throw new IllegalStateException("not a number: " + value);
    };
  }

  /// To a DECIMAL: digits that it does not have make a bad row, unless they are zeros or the number
  /// is a double, which is rounded.
  static ColumnCast toDecimal(DataType from, Field column, DataType.Decimal to, int batchRows) {
    boolean wide = to.lane() == Lane.WIDE;
    long[] low = new long[batchRows];
    long[] high = new long[wide ? batchRows : 0];
    boolean floating = from instanceof DataType.Floating;
    return (vector, rows, errors) -> {
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          continue;
        }
        boolean finite = !floating || Double.isFinite(((DoubleVector) vector).values()[row]);
        BigInteger unscaled = finite ? unscaled(number(from, vector, row), to, floating) : null;
        if (unscaled == null) {
          String complaint = "is not a number that fits " + to.sql();
          ColumnCast.report(from, column, vector, row, complaint, errors);
        } else if (wide) {
          high[row] = WideInteger.high(unscaled);
          low[row] = WideInteger.low(unscaled);
        } else {
          low[row] = unscaled.longValueExact();
        }
      }
      return wide ? new WideVector(high, low, vector.nulls()) : new LongVector(low, vector.nulls());
    };
  }

  private static @org.jspecify.annotations.Nullable BigInteger unscaled(
      BigDecimal value, DataType.Decimal to, boolean rounds) {
    BigDecimal scaled = value.setScale(to.scale(), java.math.RoundingMode.HALF_UP);
    if (scaled.precision() > to.precision() || !rounds && scaled.compareTo(value) != 0) {
      return null;
    }
    return scaled.unscaledValue();
  }

  /// To DOUBLE or REAL, rounded.
  static ColumnCast toFloating(DataType from, DataType.Floating to, int batchRows) {
    double[] room = new double[batchRows];
    boolean real = to.width() == DataType.Floating.Width.REAL;
    return (vector, rows, _) -> {
      for (int row = 0; row < rows; row++) {
        if (!vector.isNull(row)) {
          double value =
              vector instanceof DoubleVector doubles
                  ? doubles.values()[row]
                  : number(from, vector, row).doubleValue();
          room[row] = real ? (float) value : value;
        }
      }
      return new DoubleVector(room, vector.nulls());
    };
  }
}
