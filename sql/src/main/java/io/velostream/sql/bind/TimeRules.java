package io.velostream.sql.bind;

import static io.velostream.sql.bind.ExpressionBinder.type;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.expression.Expression;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;

/// Calls that name a unit of time. The catalogue takes it as a text constant, upper case, at the
/// place where SQL has it: first in EXTRACT and TIMESTAMPDIFF, last in FLOOR and CEIL.
final class TimeRules {
  private TimeRules() {}

  static Expression extract(RexCall call, ExpressionBinder binder) {
    Expression unit = unit((RexLiteral) call.getOperands().get(0));
    Expression time = binder.bind(call.getOperands().get(1));
    return binder.call("EXTRACT", List.of(unit, time), type(call), binder.position(call));
  }

  /// FLOOR and CEIL of a number, or of a time to a unit.
  static Expression floorOrCeil(RexCall call, ExpressionBinder binder) {
    Expression time = binder.bind(call.getOperands().get(0));
    SqlIntervalQualifier interval = call.getOperands().get(0).getType().getIntervalQualifier();
    if (interval != null && call.getOperands().size() == 1) {
      // To the first unit of the interval.
      return binder.call(
          call.getOperator().getName(),
          List.of(
              time,
              new Expression.Literal(Slice.utf8(interval.getStartUnit().name()), DataType.STRING)),
          type(call),
          binder.position(call));
    }
    if (call.getOperands().size() == 1) {
      return binder.catalogueCall(call);
    }
    Expression unit = unit((RexLiteral) call.getOperands().get(1));
    return binder.call(
        call.getOperator().getName(), List.of(time, unit), type(call), binder.position(call));
  }

  /// TIMESTAMPDIFF(unit, from, to).
  static Expression difference(RexCall call, ExpressionBinder binder) {
    Expression unit = unit((RexLiteral) call.getOperands().get(0));
    Expression from = binder.bind(call.getOperands().get(1));
    Expression to = binder.bind(call.getOperands().get(2));
    return binder.call("TIMESTAMPDIFF", List.of(unit, from, to), type(call), binder.position(call));
  }

  /// A text that is cast to an interval: a mere number counts the last unit of the interval.
  static Expression withUnit(Expression value, RexCall cast, ExpressionBinder binder) {
    SqlIntervalQualifier interval = cast.getType().getIntervalQualifier();
    boolean text =
        value.type() instanceof DataType.Char || value.type() instanceof DataType.Varchar;
    if (interval == null || !text) {
      return value;
    }
    String unit = interval.getUnit().name();
    return binder.call(
        "$INTERVAL_WITH_UNIT",
        List.of(value, new Expression.Literal(Slice.utf8(unit), DataType.STRING)),
        DataType.STRING,
        binder.position(cast));
  }

  private static Expression unit(RexLiteral flag) {
    TimeUnitRange range = flag.getValueAs(TimeUnitRange.class);
    if (range == null) {
      throw new IllegalStateException("no unit in " + flag);
    }
    return new Expression.Literal(Slice.utf8(range.name()), DataType.STRING);
  }
}
