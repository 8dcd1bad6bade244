package io.velostream.columnar;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Single values as Java objects, for results, tests and other places where speed is no concern.
///
/// The boxed form follows the lane: [Long], [Double], [BigInteger] (unscaled), [Slice].
public final class Values {
  private Values() {}

  /// The boxed value at a row, or `null` for NULL. A slice is a copy.
  public static @Nullable Object get(Vector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector) {
      case LongVector v -> v.values()[row];
      case DoubleVector v -> v.values()[row];
      case WideVector v -> WideInteger.toBigInteger(v.high()[row], v.low()[row]);
      case BytesVector v -> v.slice(row).copy();
      case DictionaryVector v -> v.dictionary().slice(v.ids()[row]).copy();
    };
  }

  /// Appends a boxed value, or NULL, to a builder of its lane.
  public static void append(VectorBuilder builder, @Nullable Object value) {
    if (value == null) {
      builder.appendNull();
      return;
    }
    switch (builder) {
      case LongVectorBuilder b -> b.append((long) (Long) value);
      case DoubleVectorBuilder b -> b.append((double) (Double) value);
      case WideVectorBuilder b -> {
        BigInteger wide = (BigInteger) value;
        b.append(WideInteger.high(wide), WideInteger.low(wide));
      }
      case BytesVectorBuilder b -> b.append((Slice) value);
    }
  }

  /// The decimal that a boxed unscaled value of a DECIMAL type stands for.
  public static BigDecimal decimal(Object unscaled, DataType.Decimal type) {
    return switch (unscaled) {
      case Long small -> BigDecimal.valueOf(small, type.scale());
      case BigInteger wide -> new BigDecimal(wide, type.scale());
      default -> throw new IllegalArgumentException("not an unscaled decimal: " + unscaled);
    };
  }
}
