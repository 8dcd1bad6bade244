package io.velostream.runtime.job;

import io.velostream.columnar.Schema;
import io.velostream.plan.CommonNodes;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A run as seen from its own thread, between steps or after its end.
public interface RunView {
  /// What the rows are like that come out, by the plans that run side by side; most runs have one.
  List<Schema> schemas();

  /// How the saving stands; nothing for a run that begins anew whenever it is started.
  Optional<CheckpointFigures> checkpoints();

  /// How the nodes of the plan stand, inputs before what reads them; the last one is a result.
  /// Empty where that cannot be told while the run goes on.
  List<PlanFigures> nodes();

  /// Late and undecodable rows so far, each kind in a table of its own; more rows come to them.
  /// Empty where that cannot be told while the run goes on.
  List<SideTable> sideTables();

  /// How it stands.
  RunFigures figures();

  /// The rows that were taken from each source last: `trades rows 4097 to 8192`. It stays the same
  /// for the same input cut in the same way, and overlaps where that is cut in another way.
  LastInput lastInput();

  /// The tables that plans read, in the order in which a pipeline opens them. What several plans
  /// have in common is opened once.
  static List<String> sources(List<PlanNode> roots) {
    List<String> names = new ArrayList<>();
    Set<PlanNode> seen = new HashSet<>();
    roots.forEach(root -> addSources(root, roots.size() > 1, seen, names));
    return names;
  }

  private static void addSources(
      PlanNode node, boolean shares, Set<PlanNode> seen, List<String> names) {
    if (shares && CommonNodes.canShare(node) && !seen.add(node)) {
      return;
    }
    switch (node) {
      case LeafNode.Scan scan -> names.add(scan.table().name());
      case LeafNode.Values _ -> names.add("VALUES");
      default -> node.inputs().forEach(input -> addSources(input, shares, seen, names));
    }
  }
}
