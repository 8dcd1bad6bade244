package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.OrderedValues;

/// PRODUCT: the values multiplied in their order, so that the result does not depend on the order
/// of rows. No intermediate result leaves the range of a double.
final class ProductReader implements ValueReader<OrderedValues> {
  private final ColumnBuffer values;
  private final double unit;
  private double fraction;
  private long exponent;

  ProductReader(DataType type) {
    values = ColumnBuffer.of(type.lane(), 0);
    unit = Numbers.unit(type);
  }

  @Override
  public Lane lane() {
    return Lane.DOUBLE;
  }

  @Override
  public void write(OrderedValues bag, int group, ColumnBuffer out, int at) {
    int count = bag.order(group);
    values.reset();
    values.reserve(count);
    bag.write(0, bag.ordered(), 0, count, values, 0);
    Vector numbers = values.vector();
    fraction = 1;
    exponent = 0;
    for (int i = 0; i < count; i++) {
      multiply(Numbers.at(numbers, i, unit), bag.occurrences()[i]);
    }
    int scale = Math.clamp(exponent, -5000, 5000);
    ((DoubleBuffer) out).values()[at] = Math.scalb(fraction, scale);
  }

  /// Times `value` to the power of `times`.
  private void multiply(double value, long times) {
    int valueExponent = shift(value);
    double base = Math.scalb(value, -valueExponent);
    long baseExponent = valueExponent;
    for (long rest = times; rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        fraction *= base;
        exponent += baseExponent;
        int shift = shift(fraction);
        fraction = Math.scalb(fraction, -shift);
        exponent += shift;
      }
      base *= base;
      baseExponent *= 2;
      int shift = shift(base);
      base = Math.scalb(base, -shift);
      baseExponent += shift;
    }
  }

  private static int shift(double value) {
    return value == 0 || !Double.isFinite(value) ? 0 : Math.getExponent(value);
  }
}
