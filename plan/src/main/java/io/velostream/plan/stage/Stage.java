package io.velostream.plan.stage;

import io.velostream.columnar.Schema;
import io.velostream.plan.PlanNode;
import java.util.List;

/// Neighbouring nodes of a plan that a row passes on one core.
///
/// @param distribution where the rows that come in belong
/// @param input their columns
/// @param preAggregated whether the first node is an aggregate whose first half the stage before
///   does: then groups travel instead of rows
/// @param nodes in the order in which rows pass them; empty for a stage that only gathers rows
public record Stage(
    Distribution distribution, Schema input, boolean preAggregated, List<PlanNode> nodes) {
  public Stage {
    nodes = List.copyOf(nodes);
  }

  /// The columns of the rows that go out.
  public Schema output() {
    return nodes.isEmpty() ? input : nodes.getLast().schema();
  }
}
