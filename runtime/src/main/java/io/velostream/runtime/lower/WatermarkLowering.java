package io.velostream.runtime.lower;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import io.velostream.operators.watermark.WatermarkGenerator;
import io.velostream.plan.RowNode;
import java.util.List;
import java.util.OptionalLong;

/// WATERMARK FOR: a constant delay where the expression is one, otherwise any expression.
final class WatermarkLowering {
  private WatermarkLowering() {}

  static WatermarkGenerator lower(RowNode.Watermark node, LoweringContext context) {
    long bound = context.settings().futureBoundMicros();
    OptionalLong delay = constantDelay(node.watermark(), node.timeColumn());
    if (delay.isPresent()) {
      return WatermarkGenerator.ofColumn(
          node.timeColumn(), delay.getAsLong(), bound, context.evaluation());
    }
    Program program = new Program(node.schema().types(), null, List.of(node.watermark()));
    return WatermarkGenerator.ofExpression(
        node.timeColumn(),
        context.settings().evaluators().create(program),
        bound,
        context.evaluation());
  }

  /// The delay in microseconds when the expression is the column, or the column less a literal.
  private static OptionalLong constantDelay(Expression watermark, int timeColumn) {
    return switch (watermark) {
      case Expression.Column column when column.index() == timeColumn -> OptionalLong.of(0);
      case Expression.Call call
          when call.function().name().equals("-")
              && call.operands().size() == 2
              && call.operands().get(0) instanceof Expression.Column column
              && column.index() == timeColumn
              && call.operands().get(1) instanceof Expression.Literal literal
              && literal.value() instanceof Long micros
              && literal.type() instanceof DataType.Interval(DataType.Interval.Family family)
              && family == DataType.Interval.Family.DAY_TIME ->
          OptionalLong.of(micros);
      case Expression.Column _,
          Expression.Literal _,
          Expression.Call _,
          Expression.Cast _,
          Expression.And _,
          Expression.Or _,
          Expression.Not _,
          Expression.IsNull _,
          Expression.Case _,
          Expression.Coalesce _ ->
          OptionalLong.empty();
    };
  }
}
