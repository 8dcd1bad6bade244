package io.velostream.runtime.lower;

import io.velostream.operators.Operator;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.over.ChangingOver;
import io.velostream.operators.over.FrameFunction;
import io.velostream.operators.over.OverFrame;
import io.velostream.operators.over.OverFunction;
import io.velostream.operators.over.OverOperator;
import io.velostream.operators.over.OverSpec;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Frame;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import java.util.List;
import java.util.Optional;

/// OVER.
final class OverLowering {
  private OverLowering() {}

  static Operator lower(OrderNode.Over over, LoweringContext context) {
    OverSpec spec =
        new OverSpec(
            over.input().schema().types(),
            over.partitionKeys(),
            SortLowering.columns(over.order()),
            over.timeOrdered(),
            over.calls().stream().map(OverLowering::function).toList());
    return over.changes()
        ? new ChangingOver(spec)
        : new OverOperator(spec, context.lateRows(over.input().schema()));
  }

  private static OverFunction function(OverCall call) {
    return switch (call) {
      case OverCall.FrameAggregate a -> aggregate(a);
      case OverCall.NthValue n ->
          new OverFunction.NthValue(
              n.argument(), n.n(), frame(n.frame()), n.ignoreNulls(), n.type());
      case OverCall.Lag l ->
          new OverFunction.Lag(
              l.argument(), l.offset(), l.ignoreNulls(), l.otherwise().value(), l.type());
      case OverCall.Lead l ->
          new OverFunction.Lead(
              l.argument(), l.offset(), l.ignoreNulls(), l.otherwise().value(), l.type());
      case OverCall.Distribution d ->
          new OverFunction.Distribution(kind(d.kind()), d.buckets(), d.type());
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

  /// Frame by frame where a function has a form for that, else by the accumulators of GROUP BY.
  private static OverFunction aggregate(OverCall.FrameAggregate call) {
    Optional<FrameFunction> function = function(call.function());
    if (function.isPresent() && call.arguments().size() < 2) {
      return new OverFunction.Aggregate(
          function.get(),
          argument(call.arguments()),
          call.distinct(),
          call.filter().orElse(OverFunction.NONE),
          frame(call.frame()),
          call.ignoreNulls(),
          call.type());
    }
    AggregateSpec spec =
        new AggregateSpec(
            Aggregations.function(call.function()),
            call.arguments(),
            call.distinct(),
            call.filter(),
            List.of(),
            call.parameters().stream().map(Aggregations::value).toList(),
            call.type(),
            call.user());
    return new OverFunction.Accumulated(spec, frame(call.frame()));
  }

  private static Optional<FrameFunction> function(AggregateFunction function) {
    return switch (function) {
      case COUNT -> Optional.of(FrameFunction.COUNT);
      case SUM -> Optional.of(FrameFunction.SUM);
      case AVG -> Optional.of(FrameFunction.AVG);
      case MIN -> Optional.of(FrameFunction.MIN);
      case MAX -> Optional.of(FrameFunction.MAX);
      case FIRST_VALUE -> Optional.of(FrameFunction.FIRST_VALUE);
      case LAST_VALUE -> Optional.of(FrameFunction.LAST_VALUE);
      case ANY_VALUE -> Optional.of(FrameFunction.ANY_VALUE);
      case VAR_POP -> Optional.of(FrameFunction.VAR_POP);
      case VAR_SAMP -> Optional.of(FrameFunction.VAR_SAMP);
      case STDDEV_POP -> Optional.of(FrameFunction.STDDEV_POP);
      case STDDEV_SAMP -> Optional.of(FrameFunction.STDDEV_SAMP);
      case SKEWNESS,
          KURTOSIS,
          CORR,
          COVAR_POP,
          COVAR_SAMP,
          REGR_SLOPE,
          REGR_INTERCEPT,
          REGR_R2,
          REGR_AVGX,
          REGR_AVGY,
          REGR_SXX,
          REGR_SYY,
          REGR_SXY,
          BIT_AND,
          BIT_OR,
          BIT_XOR,
          PRODUCT,
          STRING_AGG,
          ARRAY_AGG,
          MAP_AGG,
          QUANTILE_CONT,
          QUANTILE_DISC,
          MODE,
          ARG_MIN,
          ARG_MAX,
          APPROX_COUNT_DISTINCT,
          APPROX_QUANTILE,
          USER ->
          Optional.empty();
    };
  }

  private static OverFunction.Distribution.Kind kind(OverCall.Distribution.Kind kind) {
    return switch (kind) {
      case PERCENT_RANK -> OverFunction.Distribution.Kind.PERCENT_RANK;
      case CUME_DIST -> OverFunction.Distribution.Kind.CUME_DIST;
      case NTILE -> OverFunction.Distribution.Kind.NTILE;
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
