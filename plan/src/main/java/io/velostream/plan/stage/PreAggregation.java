package io.velostream.plan.stage;

import io.velostream.plan.AggregateCall;
import io.velostream.plan.CombineNode;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.stream.time.WindowSpec;
import java.util.List;

/// Which aggregates are worked out in two halves, one before rows change cores and one after.
final class PreAggregation {
  private PreAggregation() {}

  /// Whether groups of parts of the rows add up to the groups of all.
  static boolean suits(PlanNode node) {
    return switch (node) {
      case GroupNode.Aggregate a ->
          a.closingKey().isEmpty()
              && a.lifetime() == null
              && addsUp(a.input(), a.emission(), a.calls());
      case GroupNode.WindowAggregate a ->
          hasParts(a.window(), a.emission()) && addsUp(a.input(), a.emission(), a.calls());
      case LeafNode _, RowNode _, OrderNode _, CombineNode _, HoldNode _ -> false;
    };
  }

  /// Whether windows are put together from parts, such that a part can tell for which of them its
  /// rows came too late.
  private static boolean hasParts(WindowSpec window, Emission emission) {
    return switch (window) {
      case WindowSpec.Tumble _ -> true;
      case WindowSpec.Hop hop -> emission == Emission.FINAL && hop.windowsOfRow() < hop.paneSize();
      case WindowSpec.Cumulate _ -> emission == Emission.FINAL;
      case WindowSpec.Session _ -> false;
    };
  }

  private static boolean addsUp(PlanNode input, Emission emission, List<AggregateCall> calls) {
    boolean bySteps =
        switch (emission) {
          case CHANGES, FINAL -> true;
          case CHANGES_PER_RECORD, WINDOW_SNAPSHOT, WINDOW_SNAPSHOT_PER_RECORD -> false;
        };
    return bySteps && !input.retracts() && calls.stream().allMatch(PreAggregation::addsUp);
  }

  private static boolean addsUp(AggregateCall call) {
    return !call.distinct()
        && switch (call.function()) {
          case COUNT, SUM, AVG, MIN, MAX -> true;
          // Their sums are exact in any case.
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
              BIT_XOR ->
              true;
          case ANY_VALUE,
              FIRST_VALUE,
              LAST_VALUE,
              VAR_POP,
              VAR_SAMP,
              STDDEV_POP,
              STDDEV_SAMP,
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
              false;
        };
  }
}
