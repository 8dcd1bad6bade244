package io.velostream.plan.stage;

import io.velostream.columnar.Schema;
import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.Set;

/// Plans that run side by side, cut where rows change cores.
///
/// @param parts the plans in their order: those of one part, then those of the next
public record SetPlan(List<SetPart> parts) {
  public SetPlan {
    parts = List.copyOf(parts);
  }

  /// By plan, the columns of its result.
  public List<Schema> outputs() {
    return parts.stream().flatMap(part -> part.outputs().stream()).toList();
  }

  /// By plan, the nodes whose rows come in an order that depends on the number of pipelines.
  public List<Set<PlanNode>> anyOrders() {
    return parts.stream().flatMap(part -> part.anyOrders().stream()).toList();
  }
}
