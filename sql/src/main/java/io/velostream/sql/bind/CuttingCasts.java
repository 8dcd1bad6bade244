package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import java.util.List;

/// Casts that cut digits off instead of rounding: the value is brought to the digits of the target
/// first, so that the cast itself has nothing left to round.
final class CuttingCasts {
  /// Digits behind those of the target that are looked at. A DOUBLE has 17 in all, so that none of
  /// its values is so close to the next digit that rounding here could reach it.
  private static final int LOOKED_AT = 20;

  private CuttingCasts() {}

  /// The value to cast.
  ///
  /// @throws UserException for casts of collections that would have to round inside
  static Expression cut(
      Expression value, DataType to, boolean lenient, SourcePosition position, Calls calls) {
    DataType from = value.type();
    if (isNested(from) && losesDigits(from, to)) {
      throw new UserException(
          ErrorCode.NOT_SUPPORTED,
          "casts between %s and %s cannot cut digits off".formatted(from.sql(), to.sql()),
          position,
          "cast the elements one by one, or RESET 'cast.rounding'");
    }
    if (!(to instanceof Integral) && !(to instanceof Decimal)) {
      return value;
    }
    int scale = to instanceof Decimal decimal ? decimal.scale() : 0;
    return switch (from) {
      case Decimal decimal ->
          decimal.scale() > scale ? truncated(value, scale, decimal, calls) : value;
      case DataType.Floating _ ->
          to instanceof Decimal target
              ? truncated(value, target, lenient, position, calls)
              : truncated(value, 0, from, calls);
      case DataType.Char _, DataType.Varchar _ ->
          to instanceof Decimal target ? truncated(value, target, lenient, position, calls) : value;
      case DataType _ -> value;
    };
  }

  private static boolean isNested(DataType type) {
    return type instanceof DataType.Collection
        || type instanceof DataType.Map
        || type instanceof DataType.Row;
  }

  /// Whether a value has digits that the other type has not, anywhere inside.
  private static boolean losesDigits(DataType from, DataType to) {
    return switch (from) {
      case DataType.Collection a ->
          to instanceof DataType.Collection b && losesDigits(a.element(), b.element());
      case DataType.Map a ->
          to instanceof DataType.Map b
              && (losesDigits(a.key(), b.key()) || losesDigits(a.value(), b.value()));
      case DataType.Row a -> to instanceof DataType.Row b && losesDigits(a.fields(), b.fields());
      case Decimal a ->
          to instanceof Integral ? a.scale() > 0 : to instanceof Decimal b && a.scale() > b.scale();
      case DataType.Floating _ -> to instanceof Integral || to instanceof Decimal;
      case DataType.Char _, DataType.Varchar _ -> to instanceof Decimal;
      case DataType _ -> false;
    };
  }

  private static boolean losesDigits(List<Field> from, List<Field> to) {
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      if (losesDigits(from.get(i).type(), to.get(i).type())) {
        return true;
      }
    }
    return false;
  }

  /// By way of a DECIMAL with more digits.
  private static Expression truncated(
      Expression value, Decimal to, boolean lenient, SourcePosition position, Calls calls) {
    int whole = to.precision() - to.scale();
    int scale = Math.min(Decimal.MAX_PRECISION - whole, to.scale() + LOOKED_AT);
    Decimal exact = new Decimal(Decimal.MAX_PRECISION, scale);
    Expression number = ExpressionBinder.cast(value, exact, lenient, position);
    return truncated(number, to.scale(), exact, calls);
  }

  private static Expression truncated(Expression value, int scale, DataType type, Calls calls) {
    return calls.call(
        CastRounding.DOWN.function(), value, new Literal((long) scale, DataType.INTEGER), type);
  }

  /// Makes a call of a function of the catalogue.
  @FunctionalInterface
  interface Calls {
    /// A call of two arguments.
    Expression call(String name, Expression value, Expression digits, DataType type);
  }
}
