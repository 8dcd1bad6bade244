package io.velostream.sql.optimize;

import io.velostream.plan.PlanNode;

/// One rewrite of a plan. It keeps the output columns, their order, names and types, and every row.
public interface Pass {
  /// The name by which it can be switched off.
  String name();

  /// The plan, rewritten throughout.
  PlanNode rewrite(PlanNode root);
}
