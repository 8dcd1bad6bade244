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
import io.velostream.plan.StateLifetime;
import io.velostream.stream.time.WindowSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which nodes give another answer when the rows of a step come in another order.
///
/// Behind a keyed stage they do: each pipeline puts out its own groups, and how these alternate
/// depends on how many pipelines there are.
final class OrderRules {
  /// Which rows find their group alive depends on which came before them.
  private static final String LIFETIME = "groups with a lifetime, which ends between two rows";

  private OrderRules() {}

  /// Why the node needs its rows in the one order, or empty.
  static Optional<String> needsOrder(PlanNode node) {
    return switch (node) {
      case GroupNode.Aggregate a when a.lifetime() != null -> Optional.of(LIFETIME);
      case OrderNode.TopN top when top.lifetime() != null -> Optional.of(LIFETIME);
      case GroupNode.Aggregate a -> aggregate(a.emission(), a.calls());
      case GroupNode.WindowAggregate a ->
          a.window() instanceof WindowSpec.Session
              ? Optional.of("sessions over rows that come from several pipelines")
              : aggregate(a.emission(), a.calls());
      case RowNode.WindowAssign a ->
          a.window() instanceof WindowSpec.Session
              ? Optional.of("sessions over rows that come from several pipelines")
              : Optional.empty();
      case OrderNode.Over over ->
          over.changes()
              ? Optional.empty()
              : Optional.of("OVER, where rows of equal rank keep their order");
      case OrderNode.Match _ ->
          Optional.of("MATCH_RECOGNIZE, where rows of equal rank keep their order");
      case OrderNode.TopN top ->
          top.input().retracts()
              ? Optional.empty()
              : Optional.of("ranks, where rows of equal rank keep their order");
      case OrderNode.Sort sort ->
          sort.limit().isPresent() || sort.offset() > 0
              ? Optional.of("LIMIT, where rows of equal rank keep their order")
              : Optional.empty();
      case LeafNode _,
          RowNode.Calc _,
          RowNode.Expand _,
          RowNode.TableFunctionCall _,
          RowNode.LookupJoin _,
          RowNode.Watermark _,
          CombineNode _,
          HoldNode _ ->
          Optional.empty();
    };
  }

  /// Whether what the node does depends on how far event time is, step by step.
  static boolean needsEventTime(PlanNode node) {
    return switch (node) {
      case GroupNode.Aggregate a -> a.closingKey().isPresent() || measures(a.lifetime());
      case OrderNode.Over over -> over.timeOrdered();
      case OrderNode.Match match -> match.timeOrdered();
      case OrderNode.TopN top -> top.closingKey().isPresent() || measures(top.lifetime());
      case OrderNode.Sort sort -> sort.closingColumn().isPresent();
      case HoldNode.HoldUntilFinal hold -> hold.timeColumn().isPresent();
      case RowNode.Watermark _, GroupNode.WindowAggregate _ -> true;
      case RowNode.WindowAssign assign -> assign.window() instanceof WindowSpec.Session;
      case CombineNode.Join join -> join.interval() != null || join.state().needsEventTime();
      case CombineNode.AsofJoin join -> join.timed();
      case LeafNode _,
          RowNode.Calc _,
          RowNode.Expand _,
          RowNode.TableFunctionCall _,
          RowNode.LookupJoin _,
          CombineNode.SetOperation _,
          CombineNode.Recursion _,
          CombineNode.UnionAll _,
          HoldNode.Throttle _ ->
          false;
    };
  }

  private static boolean measures(@Nullable StateLifetime lifetime) {
    return lifetime != null && lifetime.timeColumn().isPresent();
  }

  private static Optional<String> aggregate(Emission emission, List<AggregateCall> calls) {
    boolean byRecord =
        switch (emission) {
          case CHANGES_PER_RECORD, WINDOW_SNAPSHOT_PER_RECORD -> true;
          case CHANGES, WINDOW_SNAPSHOT, FINAL -> false;
        };
    if (byRecord) {
      return Optional.of("a step for each record");
    }
    return calls.stream()
        .filter(OrderRules::dependsOnOrder)
        .findFirst()
        .map(call -> call.function() + ", which depends on the order of rows");
  }

  private static boolean dependsOnOrder(AggregateCall call) {
    return switch (call.function()) {
      case FIRST_VALUE,
          LAST_VALUE,
          STRING_AGG,
          ARRAY_AGG,
          MAP_AGG,
          MODE,
          ARG_MIN,
          ARG_MAX,
          APPROX_QUANTILE,
          USER ->
          true;
      case COUNT,
          SUM,
          AVG,
          MIN,
          MAX,
          ANY_VALUE,
          VAR_POP,
          VAR_SAMP,
          STDDEV_POP,
          STDDEV_SAMP,
          SKEWNESS,
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
          QUANTILE_CONT,
          QUANTILE_DISC,
          APPROX_COUNT_DISTINCT ->
          false;
    };
  }
}
