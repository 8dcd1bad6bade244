package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.GeometryCastKernels;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which casts there are and the kernel calls each consists of.
///
/// All scalar types cast to and from text; geometries to and from bytes; booleans and numbers to
/// one another; dates, times and timestamps to one another where that has a meaning; NULL to
/// everything; nested types as [ElementCast] says. How values are rounded and written is said by
/// the kernels: `CastKernels`, `ParseKernels`, `PrintKernels`, `TemporalCastKernels`,
/// `IntervalTextKernels`.
public final class Casts {
  private Casts() {}

  /// Whether there is a cast from one type to the other.
  public static boolean exists(DataType from, DataType to) {
    return steps(from, to).isPresent();
  }

  /// The kernel calls of a cast, none when both types share the representation; or nothing when
  /// there is no such cast. Not to be asked for a cast from NULL: that is a NULL literal.
  public static Optional<List<CastStep>> steps(DataType from, DataType to) {
    if (from.equals(to) || from instanceof DataType.Null) {
      return Optional.of(List.of());
    }
    return Optional.ofNullable(find(from, to)).map(Steps::list);
  }

  /// A cast as the expression that computes it: nested calls for a strict one, the operand alone
  /// when nothing is to do. A lenient cast that can fail stays a [Cast].
  public static Expression lower(Cast cast) {
    Expression operand = cast.operand();
    if (operand.type() instanceof DataType.Null) {
      return new Literal(null, cast.type());
    }
    List<CastStep> steps =
        steps(operand.type(), cast.type())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no cast from " + operand.type().sql() + " to " + cast.type().sql()));
    if (steps.isEmpty()) {
      return operand;
    }
    return cast.lenient() ? cast : Steps.apply(steps, operand, cast.type(), cast.position());
  }

  private static @Nullable Steps find(DataType from, DataType to) {
    if (NestedTypes.isNested(from) || NestedTypes.isNested(to)) {
      return NestedTypes.cast(from, to);
    }
    if (to instanceof DataType.Char || to instanceof DataType.Varchar) {
      return from instanceof DataType.Char || from instanceof DataType.Varchar
          ? TextCasts.parse(from, to)
          : TextCasts.print(from, to);
    }
    return switch (from) {
      case DataType.Bool _ -> NumericCasts.fromBoolean(to);
      case DataType.Integral integral -> NumericCasts.fromIntegral(integral, to);
      case DataType.Floating floating -> NumericCasts.fromFloating(floating, to);
      case DataType.Decimal decimal -> NumericCasts.fromDecimal(decimal, to);
      case DataType.Char _, DataType.Varchar _ -> TextCasts.parse(from, to);
      case DataType.Date _ -> TemporalCasts.fromDate(to);
      case DataType.Time time -> TemporalCasts.fromTime(time, to);
      case DataType.Timestamp timestamp -> TemporalCasts.fromTimestamp(timestamp, to);
      case DataType.Interval interval -> TemporalCasts.fromInterval(interval, to);
      case DataType.Varbinary _ ->
          to instanceof DataType.Geometry
              ? Steps.from(Lane.BYTES).then(GeometryCastKernels.class, "fromBytes")
              : null;
      case DataType.Geometry _ -> to instanceof DataType.Varbinary ? Steps.from(Lane.BYTES) : null;
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          null;
    };
  }
}
