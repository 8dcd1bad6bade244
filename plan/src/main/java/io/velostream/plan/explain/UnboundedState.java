package io.velostream.plan.explain;

import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/// Finds state that grows for as long as the input goes on, because no watermark frees it.
///
/// That is no fault of a query over files, which end. Whether the inputs end is not in a plan, so
/// the caller decides if the warnings matter.
public final class UnboundedState {
  private UnboundedState() {}

  /// One sentence per cause, from the sources up to the root, without repetition; none when all
  /// state is bounded.
  public static List<String> warnings(PlanNode root) {
    List<String> warnings = new ArrayList<>();
    collect(NodeExplainers.explain(root), warnings);
    return warnings.stream().distinct().toList();
  }

  /// The warnings for the operators of a plan.
  public static List<String> warnings(Plan plan) {
    return warnings(plan.root());
  }

  /// The warnings that matter: none when all inputs of the plan come to an end, since state is then
  /// bounded by them.
  public static List<String> relevantWarnings(PlanNode root) {
    return root.isBounded() ? List.of() : warnings(root);
  }

  private static void collect(Explanation node, List<String> warnings) {
    node.inputs().forEach(input -> collect(input, warnings));
    warnings.addAll(node.state().warnings());
  }
}
