package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the accumulators for the calls of a [ColumnEvaluator], each kind once per argument, filter
/// and frame.
///
/// What is computed by columns: COUNT, SUM, AVG, MIN and MAX over the last n rows or all rows so
/// far, the latter also with the row's peers, which is the frame of an OVER that names none;
/// FIRST_VALUE, LAST_VALUE and ANY_VALUE over all rows so far; LAG; ROW_NUMBER, and RANK and
/// DENSE_RANK by time alone. Arguments are longs or doubles.
final class ColumnPlan {
  private final OverSpec spec;
  private final Map<List<Object>, Inclusion> inclusionsByKey = new HashMap<>();
  private final Map<List<Object>, ColumnAccumulator> byKey = new HashMap<>();
  private final List<Inclusion> inclusions = new ArrayList<>();
  private final List<ColumnAccumulator> accumulators = new ArrayList<>();
  private final List<ColumnResult> results = new ArrayList<>();
  private final List<PeerResults> peerResults = new ArrayList<>();

  private ColumnPlan(OverSpec spec) {
    this.spec = spec;
  }

  /// The plan for functions that are all supported.
  static ColumnPlan of(OverSpec spec) {
    ColumnPlan plan = new ColumnPlan(spec);
    for (OverFunction function : spec.functions()) {
      plan.results.add(plan.result(function));
    }
    return plan;
  }

  /// Whether all functions are of the kind that is computed by columns.
  static boolean supports(OverSpec spec) {
    return spec.functions().stream().allMatch(function -> supports(function, spec));
  }

  private static boolean supports(OverFunction function, OverSpec spec) {
    return switch (function) {
      case OverFunction.Aggregate call -> supports(call, spec.input());
      case OverFunction.Lag call ->
          call.offset() > 0
              && call.offset() < ColumnAccumulator.LARGEST_WINDOW
              && isNumber(spec.input().get(call.argument()).lane());
      case OverFunction.Ranking call ->
          call.kind() == OverFunction.Ranking.Kind.ROW_NUMBER
              || (spec.timeOrdered() && spec.order().size() == 1);
      case OverFunction.NthValue _,
          OverFunction.Lead _,
          OverFunction.Accumulated _,
          OverFunction.Distribution _ ->
          false;
    };
  }

  private static boolean supports(OverFunction.Aggregate call, List<DataType> input) {
    OverFrame frame = call.frame();
    boolean window =
        !frame.range() && frame.start() <= 0 && frame.start() > -ColumnAccumulator.LARGEST_WINDOW;
    if (frame.end() != 0 || !(frame.fromStart() || window)) {
      return false;
    }
    return switch (call.function()) {
      case COUNT -> !call.distinct();
      case SUM, AVG -> !call.distinct() && isNumber(input.get(call.argument()).lane());
      case MIN, MAX -> isNumber(input.get(call.argument()).lane());
      case FIRST_VALUE, LAST_VALUE, ANY_VALUE ->
          frame.fromStart() && isNumber(input.get(call.argument()).lane());
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> false;
    };
  }

  private static boolean isNumber(Lane lane) {
    return lane == Lane.LONG || lane == Lane.DOUBLE;
  }

  List<Inclusion> inclusions() {
    return inclusions;
  }

  List<ColumnAccumulator> accumulators() {
    return accumulators;
  }

  /// One per call.
  List<ColumnResult> results() {
    return results;
  }

  /// The accumulators whose frames take in a row's peers.
  List<PeerResults> peerResults() {
    return peerResults;
  }

  private ColumnResult result(OverFunction function) {
    return switch (function) {
      case OverFunction.Aggregate call -> result(call);
      case OverFunction.Lag call ->
          added(
              new ShiftAccumulator(
                  inclusion(OverFunction.NONE, OverFunction.NONE),
                  call.argument(),
                  (int) call.offset(),
                  call.ignoreNulls(),
                  bits(call.otherwise()),
                  isDouble(call.argument())));
      case OverFunction.Ranking call ->
          added(
              new RankAccumulator(
                  inclusion(OverFunction.NONE, OverFunction.NONE),
                  call.kind(),
                  spec.timeOrdered() ? spec.order().getFirst().column() : OverFunction.NONE));
      case OverFunction.NthValue _,
          OverFunction.Lead _,
          OverFunction.Accumulated _,
          OverFunction.Distribution _ ->
          throw notByColumns(function);
    };
  }

  private ColumnResult result(OverFunction.Aggregate call) {
    boolean real = call.type().equals(DataType.REAL);
    return switch (call.function()) {
      case COUNT -> AggregateResult.count(counts(call));
      case SUM ->
          isDouble(call.argument())
              ? AggregateResult.sum(counts(call), doubleSum(call), real)
              : AggregateResult.sum(counts(call), longSum(call), call.type());
      case AVG -> {
        if (isDouble(call.argument())) {
          yield AggregateResult.average(counts(call), doubleSum(call), real);
        }
        yield call.type() instanceof DataType.Decimal decimal
            ? AggregateResult.average(counts(call), longSum(call), scale(call), decimal)
            : AggregateResult.average(counts(call), longSum(call));
      }
      case MIN, MAX -> AggregateResult.extreme(counts(call), extreme(call), lane(call.argument()));
      case FIRST_VALUE, ANY_VALUE -> pick(call, false);
      case LAST_VALUE -> pick(call, true);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> throw notByColumns(call);
    };
  }

  private CountAccumulator counts(OverFunction.Aggregate call) {
    return (CountAccumulator)
        shared("count", call, () -> new CountAccumulator(window(call), inclusion(call)));
  }

  private DoubleSumAccumulator doubleSum(OverFunction.Aggregate call) {
    return (DoubleSumAccumulator)
        shared(
            "sum",
            call,
            () -> new DoubleSumAccumulator(window(call), inclusion(call), call.argument()));
  }

  private LongSumAccumulator longSum(OverFunction.Aggregate call) {
    return (LongSumAccumulator)
        shared(
            "sum",
            call,
            () -> new LongSumAccumulator(window(call), inclusion(call), call.argument()));
  }

  private ExtremeAccumulator extreme(OverFunction.Aggregate call) {
    boolean largest = call.function() == FrameFunction.MAX;
    return (ExtremeAccumulator)
        shared(
            largest ? "max" : "min",
            call,
            () ->
                new ExtremeAccumulator(
                    window(call),
                    inclusion(call),
                    call.argument(),
                    isDouble(call.argument()),
                    largest));
  }

  private ColumnResult pick(OverFunction.Aggregate call, boolean last) {
    boolean skipsNulls = call.ignoreNulls() || call.function() == FrameFunction.ANY_VALUE;
    int mustBeThere = skipsNulls ? call.argument() : OverFunction.NONE;
    PickAccumulator made =
        new PickAccumulator(
            inclusion(mustBeThere, call.filter()),
            call.argument(),
            last,
            isDouble(call.argument()));
    accumulators.add(made);
    if (call.frame().range()) {
      peerResults.add(made);
    }
    return made;
  }

  private ColumnResult added(ShiftAccumulator made) {
    accumulators.add(made);
    return made;
  }

  private ColumnResult added(RankAccumulator made) {
    accumulators.add(made);
    return made;
  }

  private <A extends ColumnAccumulator & PeerResults> ColumnAccumulator shared(
      String kind, OverFunction.Aggregate call, Supplier<A> make) {
    return byKey.computeIfAbsent(
        List.of(kind, call.argument(), call.filter(), window(call), call.frame().range()),
        _ -> {
          A made = make.get();
          accumulators.add(made);
          if (call.frame().range()) {
            peerResults.add(made);
          }
          return made;
        });
  }

  private Inclusion inclusion(OverFunction.Aggregate call) {
    return inclusion(call.argument(), call.filter());
  }

  private Inclusion inclusion(int argument, int filter) {
    return inclusionsByKey.computeIfAbsent(
        List.of(argument, filter),
        _ -> {
          Inclusion made = new Inclusion(argument, filter);
          inclusions.add(made);
          return made;
        });
  }

  private static int window(OverFunction.Aggregate call) {
    OverFrame frame = call.frame();
    return frame.fromStart() ? ColumnAccumulator.UNBOUNDED : (int) (1 - frame.start());
  }

  private static @Nullable Long bits(@Nullable Object value) {
    return value instanceof Double number
        ? (Long) Double.doubleToRawLongBits(number)
        : (Long) value;
  }

  private Lane lane(int argument) {
    return spec.input().get(argument).lane();
  }

  private boolean isDouble(int argument) {
    return lane(argument) == Lane.DOUBLE;
  }

  private int scale(OverFunction.Aggregate call) {
    return spec.input().get(call.argument()) instanceof DataType.Decimal decimal
        ? decimal.scale()
        : 0;
  }

  private static IllegalArgumentException notByColumns(OverFunction function) {
    return new IllegalArgumentException("not computed by columns: " + function);
  }
}
