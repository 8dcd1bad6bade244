package io.velostream.plan.explain;

import io.velostream.plan.Emission;
import io.velostream.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/// What the author of a query over unbounded tables should know before it runs.
public final class PlanWarnings {
  private PlanWarnings() {}

  /// The warnings of a plan, inputs first; none when all its tables are bounded.
  public static List<String> of(PlanNode root) {
    List<String> warnings = new ArrayList<>();
    add(root, warnings);
    return List.copyOf(warnings);
  }

  private static void add(PlanNode node, List<String> warnings) {
    node.inputs().forEach(input -> add(input, warnings));
    if (waitsForEver(node)) {
      warnings.add(
          node.getClass().getSimpleName()
              + " waits for the end of an input that has none: "
              + advice(node));
    } else if (StateText.growsForEver(node)) {
      warnings.add(
          "the state of " + node.getClass().getSimpleName() + " has no bound: " + StateText.of(node));
    }
  }

  private static boolean waitsForEver(PlanNode node) {
    boolean waits =
        switch (node) {
          case PlanNode.Sort n -> n.closingColumn().isEmpty() && !n.keys().isEmpty();
          case PlanNode.Over n -> !n.timeOrdered();
          case PlanNode.HoldUntilFinal n -> n.timeColumn().isEmpty();
          case PlanNode.Aggregate n ->
              n.emission() == Emission.FINAL && n.closingKey().isEmpty();
          case PlanNode.WindowAggregate n ->
              n.emission() == Emission.FINAL && !Traits.hasWatermark(n);
          case PlanNode.Scan _,
              PlanNode.Values _,
              PlanNode.Calc _,
              PlanNode.Watermark _,
              PlanNode.WindowAssign _,
              PlanNode.UnionAll _,
              PlanNode.Throttle _ ->
              false;
        };
    return waits && !Traits.isBounded(node);
  }

  private static String advice(PlanNode node) {
    return switch (node) {
      case PlanNode.WindowAggregate _ -> "give the table a WATERMARK, or use EMIT CHANGES";
      case PlanNode.Aggregate _ -> "use EMIT CHANGES, or group by a window";
      case PlanNode.Sort _, PlanNode.Over _ ->
          "order by the WATERMARK's column, ascending, first";
      case PlanNode.Scan _,
          PlanNode.Values _,
          PlanNode.Calc _,
          PlanNode.Watermark _,
          PlanNode.WindowAssign _,
          PlanNode.UnionAll _,
          PlanNode.HoldUntilFinal _,
          PlanNode.Throttle _ ->
          "use EMIT CHANGES";
    };
  }
}
