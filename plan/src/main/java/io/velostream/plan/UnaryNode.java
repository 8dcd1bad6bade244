package io.velostream.plan;

import java.util.List;

/// A node of one input.
public sealed interface UnaryNode extends PlanNode permits RowNode, GroupNode, OrderNode, HoldNode {
  /// The input.
  PlanNode input();

  @Override
  default List<PlanNode> inputs() {
    return List.of(input());
  }
}
