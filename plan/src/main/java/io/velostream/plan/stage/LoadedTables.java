package io.velostream.plan.stage;

import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tables that are read before others, which a pipeline knows only of its own.
public final class LoadedTables {
  private LoadedTables() {}

  /// A table that another one of the plan waits for; nothing where there is none.
  public static Optional<String> first(PlanNode root, TableReading reading) {
    List<LeafNode.Scan> scans = new ArrayList<>();
    addScans(root, scans);
    return scans.size() < 2
        ? Optional.empty()
        : scans.stream()
            .map(LeafNode.Scan::table)
            .filter(reading::loadsFirst)
            .map(table -> table.name())
            .findFirst();
  }

  private static void addScans(PlanNode node, List<LeafNode.Scan> scans) {
    if (node instanceof LeafNode.Scan scan) {
      scans.add(scan);
    }
    node.inputs().forEach(input -> addScans(input, scans));
  }
}
