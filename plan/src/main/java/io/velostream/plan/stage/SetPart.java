package io.velostream.plan.stage;

import io.velostream.columnar.Schema;
import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.Set;

/// Plans of a set that read the same thing, and nothing that other plans of the set read.
public sealed interface SetPart permits ForkedPlan, JoinedPlan {
  /// By plan, the columns of its result.
  List<Schema> outputs();

  /// By plan, the nodes whose rows come in an order that depends on the number of pipelines.
  List<Set<PlanNode>> anyOrders();
}
