package io.velostream.operators.over;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.WideVector;
import java.math.BigDecimal;

/// Reads numbers of any type as doubles.
final class DoubleValues {
  private final int scale;
  private final double unit;

  DoubleValues(DataType type) {
    scale = type instanceof DataType.Decimal decimal ? decimal.scale() : 0;
    unit = Math.pow(10, scale);
  }

  double get(Vector vector, int row) {
    return switch (vector) {
      case DoubleVector v -> v.values()[row];
      case LongVector v -> v.values()[row] / unit;
      case WideVector v ->
          new BigDecimal(WideInteger.toBigInteger(v.high()[row], v.low()[row]), scale)
              .doubleValue();
      case BytesVector _, DictionaryVector _ ->
          throw new IllegalStateException("not a number: lane " + vector.lane());
    };
  }
}
