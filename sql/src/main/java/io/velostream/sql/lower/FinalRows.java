package io.velostream.sql.lower;

import io.velostream.plan.HoldNode;
import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Holds rows that can be retracted until they are final: until the watermark reaches the end of
/// their window, or to the end of the input where they have none.
public final class FinalRows {
  private FinalRows() {}

  /// The rows of a node, each once; the node itself when it never retracts.
  public static PlanNode of(PlanNode node) {
    if (!node.retracts()) {
      return node;
    }
    List<EventTimeColumns.Kind> kinds = EventTimeColumns.of(node);
    OptionalInt time =
        IntStream.range(0, kinds.size())
            .filter(i -> kinds.get(i) == EventTimeColumns.Kind.WINDOW_END)
            .findFirst();
    return new HoldNode.HoldUntilFinal(node, time);
  }
}
