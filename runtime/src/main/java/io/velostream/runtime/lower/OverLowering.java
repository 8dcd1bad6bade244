package io.velostream.runtime.lower;

import io.velostream.operators.Operator;
import io.velostream.operators.over.FrameFunction;
import io.velostream.operators.over.OverFrame;
import io.velostream.operators.over.OverFunction;
import io.velostream.operators.over.OverOperator;
import io.velostream.operators.over.OverSpec;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Frame;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import java.util.List;

/// OVER.
final class OverLowering {
  private OverLowering() {}

  static Operator lower(PlanNode.Over over, LoweringContext context) {
    OverSpec spec =
        new OverSpec(
            over.input().schema().types(),
            over.partitionKeys(),
            SortLowering.columns(over.order()),
            over.timeOrdered(),
            over.calls().stream().map(OverLowering::function).toList());
    return new OverOperator(spec, context.lateRows(over.input().schema()));
  }

  private static OverFunction function(OverCall call) {
    return switch (call) {
      case OverCall.FrameAggregate a ->
          new OverFunction.Aggregate(
              function(a.function()),
              argument(a.arguments()),
              a.distinct(),
              a.filter().orElse(OverFunction.NONE),
              frame(a.frame()),
              a.ignoreNulls(),
              a.type());
      case OverCall.NthValue n ->
          new OverFunction.NthValue(
              n.argument(), n.n(), frame(n.frame()), n.ignoreNulls(), n.type());
      case OverCall.Lag l ->
          new OverFunction.Lag(
              l.argument(), l.offset(), l.ignoreNulls(), l.otherwise().value(), l.type());
      case OverCall.Lead l ->
          new OverFunction.Lead(
              l.argument(), l.offset(), l.ignoreNulls(), l.otherwise().value(), l.type());
      case OverCall.Ranking r -> new OverFunction.Ranking(kind(r.kind()), r.type());
    };
  }

  private static int argument(List<Integer> arguments) {
    return arguments.isEmpty() ? OverFunction.NONE : arguments.getFirst();
  }

  private static OverFrame frame(Frame frame) {
    return new OverFrame(
        frame.unit() == Frame.Unit.RANGE, distance(frame.start()), distance(frame.end()));
  }

  private static long distance(Frame.Bound bound) {
    return switch (bound) {
      case Frame.Bound.UnboundedPreceding() -> OverFrame.UNBOUNDED_PRECEDING;
      case Frame.Bound.Preceding(long distance) -> -distance;
      case Frame.Bound.CurrentRow() -> 0;
      case Frame.Bound.Following(long distance) -> distance;
      case Frame.Bound.UnboundedFollowing() -> OverFrame.UNBOUNDED_FOLLOWING;
    };
  }

  private static FrameFunction function(AggregateFunction function) {
    return switch (function) {
      case COUNT -> FrameFunction.COUNT;
      case SUM -> FrameFunction.SUM;
      case AVG -> FrameFunction.AVG;
      case MIN -> FrameFunction.MIN;
      case MAX -> FrameFunction.MAX;
      case FIRST_VALUE -> FrameFunction.FIRST_VALUE;
      case LAST_VALUE -> FrameFunction.LAST_VALUE;
      case ANY_VALUE -> FrameFunction.ANY_VALUE;
      case VAR_POP -> FrameFunction.VAR_POP;
      case VAR_SAMP -> FrameFunction.VAR_SAMP;
      case STDDEV_POP -> FrameFunction.STDDEV_POP;
      case STDDEV_SAMP -> FrameFunction.STDDEV_SAMP;
    };
  }

  private static OverFunction.Ranking.Kind kind(OverCall.Ranking.Kind kind) {
    return switch (kind) {
      case ROW_NUMBER -> OverFunction.Ranking.Kind.ROW_NUMBER;
      case RANK -> OverFunction.Ranking.Kind.RANK;
      case DENSE_RANK -> OverFunction.Ranking.Kind.DENSE_RANK;
    };
  }
}
