package io.velostream.sql.emit;

import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.ArrayList;
import java.util.List;

/// Finds operators that publish nothing before the end of an input that has none.
public final class EndlessWaits {
  private EndlessWaits() {}

  /// One warning per such operator, from the sources up.
  public static List<String> warnings(PlanNode root) {
    List<String> warnings = new ArrayList<>();
    collect(root, warnings);
    return warnings.stream().distinct().toList();
  }

  private static void collect(PlanNode node, List<String> warnings) {
    node.inputs().forEach(input -> collect(input, warnings));
    if (node.isBounded()) {
      return;
    }
    switch (node) {
      case GroupNode.WindowAggregate n when n.emission() == Emission.FINAL && !hasWatermark(n) ->
          warnings.add(
              "no window ever closes: the input goes on for ever and has no watermark; give the"
                  + " table a WATERMARK, or use EMIT CHANGES");
      case GroupNode.Aggregate n when n.emission() == Emission.FINAL && waits(n) ->
          warnings.add(
              "no group is ever complete: the input goes on for ever; use EMIT CHANGES, or group by"
                  + " a window of event time");
      case OrderNode.Over n when !n.changes() && (!n.timeOrdered() || !hasWatermark(n)) ->
          warnings.add(
              "OVER waits for the end of an input that goes on for ever; order by the watermark's"
                  + " column first, ascending");
      case OrderNode.Match n when !n.timeOrdered() || !hasWatermark(n) ->
          warnings.add(
              "MATCH_RECOGNIZE waits for the end of an input that goes on for ever; order by the"
                  + " watermark's column first, ascending");
      case OrderNode.TopN n
          when n.emission() == Emission.FINAL && (n.closingKey().isEmpty() || !hasWatermark(n)) ->
          warnings.add(
              "no rank is ever final: the input goes on for ever; use EMIT CHANGES, or partition by"
                  + " the end of a window of event time");
      case OrderNode.Sort n when !n.keys().isEmpty() && n.closingColumn().isEmpty() ->
          warnings.add(
              "ORDER BY waits for the end of an input that goes on for ever; order by the"
                  + " watermark's column first, ascending, or leave it out");
      case HoldNode.HoldUntilFinal n when n.timeColumn().isEmpty() ->
          warnings.add(
              "EMIT FINAL waits for the end of an input that goes on for ever; use EMIT CHANGES");
      default -> {}
    }
  }

  private static boolean waits(GroupNode.Aggregate aggregate) {
    return aggregate.closingKey().isEmpty() || !hasWatermark(aggregate);
  }

  private static boolean hasWatermark(PlanNode node) {
    return node instanceof RowNode.Watermark
        || (!node.inputs().isEmpty()
            && node.inputs().stream().allMatch(EndlessWaits::hasWatermark));
  }
}
