package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.Frame;
import io.velostream.sql.bind.Literals;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.jspecify.annotations.Nullable;

/// Frames of OVER calls.
final class Frames {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private Frames() {}

  static Frame of(RexOver call) {
    RexWindow window = call.getWindow();
    SourcePosition position = FrontEndErrors.position(call.getParserPosition());
    if (window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
      throw FrontEndErrors.notSupported("EXCLUDE in a frame is", position, "leave it out");
    }
    Frame.Unit unit = window.isRows() ? Frame.Unit.ROWS : Frame.Unit.RANGE;
    return new Frame(
        unit,
        bound(window.getLowerBound(), call, position),
        bound(window.getUpperBound(), call, position));
  }

  private static Frame.Bound bound(RexWindowBound bound, RexOver call, SourcePosition position) {
    if (bound.isCurrentRow()) {
      return new Frame.Bound.CurrentRow();
    }
    if (bound.isUnbounded()) {
      return bound.isPreceding()
          ? new Frame.Bound.UnboundedPreceding()
          : new Frame.Bound.UnboundedFollowing();
    }
    long distance = distance(bound.getOffset(), call, position);
    return bound.isPreceding()
        ? new Frame.Bound.Preceding(distance)
        : new Frame.Bound.Following(distance);
  }

  /// Rows, or the distance in the unit of the order column.
  private static long distance(@Nullable RexNode offset, RexOver call, SourcePosition position) {
    if (!(offset instanceof RexLiteral literal) || literal.isNull()) {
      throw FrontEndErrors.notSupported(
          "a frame bound that is no constant is", position, "write a number or an INTERVAL");
    }
    if (call.getWindow().isRows()) {
      return number(literal).longValueExact();
    }
    DataType order = Types.fromCalcite(call.getWindow().orderKeys.getFirst().left.getType());
    return switch (order) {
      case DataType.Decimal decimal ->
          number(literal).movePointRight(decimal.scale()).longValueExact();
      case DataType.Date _ -> micros(literal) / MICROS_PER_DAY;
      case DataType.Time _, DataType.Timestamp _ -> micros(literal);
      case DataType.Integral _ -> number(literal).longValueExact();
      case DataType.Bool _,
          DataType.Floating _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          throw FrontEndErrors.notSupported(
              "a RANGE frame with distances over " + order.sql() + " is",
              position,
              "order by a time, a whole number or a DECIMAL");
    };
  }

  private static long micros(RexLiteral interval) {
    if (Literals.of(interval) instanceof Literal(Long micros, DataType.Interval type)
        && type.family() == DataType.Interval.Family.DAY_TIME) {
      return micros;
    }
    throw FrontEndErrors.notSupported(
        "a RANGE frame of months is", SourcePosition.NONE, "count in days");
  }

  private static BigDecimal number(RexLiteral literal) {
    BigDecimal number = literal.getValueAs(BigDecimal.class);
    if (number == null) {
      throw new IllegalStateException("no number in " + literal);
    }
    return number;
  }
}
