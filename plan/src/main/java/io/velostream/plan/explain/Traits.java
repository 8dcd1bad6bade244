package io.velostream.plan.explain;

import io.velostream.plan.PlanNode;

/// Facts about whole subtrees.
final class Traits {
  private Traits() {}

  /// Whether all tables below come to an end.
  static boolean isBounded(PlanNode node) {
    return node instanceof PlanNode.Scan scan
        ? scan.table().bounded()
        : node.inputs().stream().allMatch(Traits::isBounded);
  }

  /// Whether a watermark is made below on every path.
  static boolean hasWatermark(PlanNode node) {
    return node instanceof PlanNode.Watermark
        || (!node.inputs().isEmpty() && node.inputs().stream().allMatch(Traits::hasWatermark));
  }
}
