package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.aggregate.SlidingAggregate;
import io.velostream.operators.rows.RowOrder;
import io.velostream.state.ColumnBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Makes the [RowCall] of each function.
final class RowCalls {
  private final OverSpec spec;
  private final FrameRows rows;
  private final boolean anywhere;

  /// @param anywhere whether frames may be computed from any row on: what leaves them must then be
  ///   taken away exactly, so that results do not depend on where it was begun
  RowCalls(OverSpec spec, FrameRows rows, boolean anywhere) {
    this.spec = spec;
    this.rows = rows;
    this.anywhere = anywhere;
  }

  RowCall create(OverFunction function) {
    Lane lane = function.type().lane();
    return switch (function) {
      case OverFunction.Aggregate call ->
          frameCall(new ResultColumn(lane, call.argument(), null), call.frame(), aggregator(call));
      case OverFunction.Accumulated call ->
          frameCall(
              new ResultColumn(lane, OverFunction.NONE, null),
              call.frame(),
              accumulated(call, lane));
      case OverFunction.Distribution call ->
          new DistributionCall(
              new ResultColumn(lane, OverFunction.NONE, null),
              call,
              new RowOrder(spec.order()),
              rows);
      case OverFunction.NthValue call ->
          frameCall(
              new ResultColumn(lane, call.argument(), null),
              call.frame(),
              () ->
                  new PickRows(
                      rows,
                      call.argument(),
                      OverFunction.NONE,
                      call.ignoreNulls(),
                      call.n() - 1,
                      call.frame().fromStart()));
      case OverFunction.Lag call -> lag(call, lane);
      case OverFunction.Lead call -> {
        ResultColumn result = new ResultColumn(lane, call.argument(), call.otherwise());
        yield call.ignoreNulls() && call.offset() > 0
            ? new NextValueCall(result, call.argument(), call.offset(), rows)
            : new ShiftCall(result, call.offset());
      }
      case OverFunction.Ranking call ->
          new RankingCall(
              new ResultColumn(lane, OverFunction.NONE, null),
              call.kind(),
              new RowOrder(spec.order()),
              rows);
    };
  }

  /// Without NULLs, LAG is the n-th value from the end of a frame that ends with the row before.
  private RowCall lag(OverFunction.Lag call, Lane lane) {
    ResultColumn result = new ResultColumn(lane, call.argument(), call.otherwise());
    if (!call.ignoreNulls() || call.offset() == 0) {
      return new ShiftCall(result, -call.offset());
    }
    OverFrame before = OverFrame.rows(OverFrame.UNBOUNDED_PRECEDING, -1);
    return frameCall(
        result, before, () -> new PreviousValueRows(rows, call.argument(), call.offset()));
  }

  private FrameCall frameCall(
      ResultColumn result, OverFrame frame, Supplier<RowAggregator> aggregators) {
    return new FrameCall(result, frame, new FrameBounds(frame, spec.order(), rows), aggregators);
  }

  private Supplier<RowAggregator> aggregator(OverFunction.Aggregate call) {
    int argument = call.argument();
    int filter = call.filter();
    boolean fromStart = call.frame().fromStart();
    FrameFunction function = call.function();
    return switch (function) {
      case COUNT ->
          call.distinct()
              ? () -> distinct(call, new CountRows(rows, argument, filter))
              : () -> new CountRows(rows, argument, filter);
      case SUM, AVG -> argumentType(call).lane() == Lane.DOUBLE ? moments(call) : exactSum(call);
      case MIN, MAX ->
          () -> new ExtremeRows(rows, argument, filter, function == FrameFunction.MAX, fromStart);
      case FIRST_VALUE, LAST_VALUE ->
          () ->
              new PickRows(
                  rows,
                  argument,
                  filter,
                  call.ignoreNulls(),
                  function == FrameFunction.FIRST_VALUE ? 0 : -1,
                  fromStart);
      case ANY_VALUE -> () -> new PickRows(rows, argument, filter, true, 0, fromStart);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> moments(call);
    };
  }

  private Supplier<RowAggregator> accumulated(OverFunction.Accumulated call, Lane lane) {
    SlidingAggregate aggregate =
        new SlidingAggregate(spec.input(), call.call(), !call.frame().fromStart());
    ColumnBuffer one = ColumnBuffer.of(lane, 1);
    return () -> new AccumulatedRows(rows, aggregate, one);
  }

  private Supplier<RowAggregator> exactSum(OverFunction.Aggregate call) {
    boolean average = call.function() == FrameFunction.AVG;
    int scale = argumentType(call) instanceof DataType.Decimal decimal ? decimal.scale() : 0;
    Supplier<RowAggregator> plain =
        () -> new ExactSumRows(rows, call.argument(), call.filter(), average, scale, call.type());
    return call.distinct() ? () -> distinct(call, plain.get()) : plain;
  }

  private Supplier<RowAggregator> moments(OverFunction.Aggregate call) {
    if (anywhere && !call.frame().fromStart()) {
      return accumulated(exact(call), call.type().lane());
    }
    DoubleValues reader = new DoubleValues(argumentType(call));
    boolean real = call.type().equals(DataType.REAL);
    FrameFunction function = call.function();
    return call.distinct()
        ? () -> new DistinctMomentRows(rows, call.argument(), call.filter(), function, reader, real)
        : () ->
            new MomentRows(
                rows,
                call.argument(),
                call.filter(),
                function,
                reader,
                real,
                call.frame().fromStart());
  }

  /// The same by the accumulators of GROUP BY, which take back what they were given.
  private static OverFunction.Accumulated exact(OverFunction.Aggregate call) {
    AggregateFunction function =
        switch (call.function()) {
          case SUM -> AggregateFunction.SUM;
          case AVG -> AggregateFunction.AVG;
          case VAR_POP -> AggregateFunction.VAR_POP;
          case VAR_SAMP -> AggregateFunction.VAR_SAMP;
          case STDDEV_POP -> AggregateFunction.STDDEV_POP;
          case STDDEV_SAMP -> AggregateFunction.STDDEV_SAMP;
          case COUNT, MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE ->
              throw new IllegalArgumentException("no moments: " + call.function());
        };
    OptionalInt filter =
        call.filter() == OverFunction.NONE ? OptionalInt.empty() : OptionalInt.of(call.filter());
    AggregateSpec spec =
        new AggregateSpec(
            function,
            List.of(call.argument()),
            call.distinct(),
            filter,
            List.of(),
            List.of(),
            call.type());
    return new OverFunction.Accumulated(spec, call.frame());
  }

  private RowAggregator distinct(OverFunction.Aggregate call, RowAggregator inner) {
    return new DistinctRows(rows, call.argument(), call.filter(), argumentType(call).lane(), inner);
  }

  private DataType argumentType(OverFunction.Aggregate call) {
    return spec.input().get(call.argument());
  }
}
