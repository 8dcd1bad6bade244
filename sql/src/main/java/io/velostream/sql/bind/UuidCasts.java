package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.sql.validate.Types;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/// Casts from and to UUID, a type that is kept as text: what is cast to it is brought to one form.
final class UuidCasts {
  private UuidCasts() {}

  /// Whether a cast is one of these.
  static boolean concern(RelDataType from, RelDataType to) {
    return Types.isUuid(from)
        || Types.isUuid(to)
        || (!from.equals(to) && (Types.hasUuidInside(from) || Types.hasUuidInside(to)));
  }

  /// The cast.
  ///
  /// @param lenient whether what is no UUID gives NULL
  static Expression cast(
      Expression value,
      RelDataType from,
      RelDataType to,
      boolean lenient,
      SourcePosition position,
      ExpressionBinder binder) {
    DataType type = Types.fromCalcite(to);
    if (Types.isUuid(from)) {
      return type instanceof DataType.Varbinary
          ? binder.call("$UUID_TO_BYTES", List.of(value), type, position)
          : ExpressionBinder.castTo(value, type, position);
    }
    if (!Types.isUuid(to)) {
      throw new UserException(
          ErrorCode.NOT_SUPPORTED,
          "a cast to UUIDs inside of a value is not supported yet",
          position,
          "cast the elements one by one");
    }
    String suffix = lenient ? "_OR_NULL" : "";
    return switch (value.type()) {
      case DataType.Null _ -> new Expression.Literal(null, type);
      case DataType.Char _, DataType.Varchar _ ->
          binder.call("$UUID_OF_TEXT" + suffix, List.of(value), type, position);
      case DataType.Varbinary _ ->
          binder.call("$UUID_OF_BYTES" + suffix, List.of(value), type, position);
      case DataType _ ->
          throw new UserException(
              ErrorCode.TYPE_MISMATCH,
              "a value of type " + value.type().sql() + " cannot be cast to UUID",
              position,
              "a UUID is made from text or 16 bytes");
    };
  }
}
