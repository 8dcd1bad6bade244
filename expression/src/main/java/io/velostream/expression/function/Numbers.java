package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;

/// Facts about numeric types and expressions.
final class Numbers {
  private Numbers() {}

  static boolean isNumeric(DataType type) {
    return isExact(type) || type instanceof Floating;
  }

  static boolean isExact(DataType type) {
    return type instanceof Integral || type instanceof Decimal;
  }

  /// Most digits that the unscaled value of an exact number can have. Of a literal these are its
  /// own, so that `price * 2` needs no more digits than it must.
  static int precision(Expression exact) {
    if (exact instanceof Literal(Long value, DataType _)) {
      return Math.max(digits(value), scale(exact));
    }
    return switch (exact.type()) {
      case Integral integral -> integral.width().digits();
      case Decimal decimal -> decimal.precision();
      default -> throw new IllegalArgumentException("not exact: " + exact.type().sql());
    };
  }

  /// Digits after the point of an exact number.
  static int scale(Expression exact) {
    return exact.type() instanceof Decimal decimal ? decimal.scale() : 0;
  }

  private static int digits(long value) {
    return value == Long.MIN_VALUE ? 19 : Math.max(1, Long.toString(Math.abs(value)).length());
  }
}
