package io.velostream.plan.stage;

import io.velostream.plan.PlanNode;
import java.util.Set;

/// A plan cut where rows change cores: one that reads a table, or one whose rows come from two
/// others.
public sealed interface SharedPlan permits StagedPlan, JoinedPlan {
  /// The last stage.
  Stage last();

  /// Nodes whose rows come in an order that depends on the number of pipelines: what they compute
  /// must not depend on it.
  Set<PlanNode> anyOrder();
}
