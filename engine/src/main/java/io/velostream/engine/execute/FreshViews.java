package io.velostream.engine.execute;

import io.velostream.engine.catalog.MemoryTable;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings the materialized views that a statement reads up to date before it does, all of them
/// before the first is read.
public final class FreshViews {
  private FreshViews() {}

  /// The same plan, which warns of what is amiss with the views that it reads.
  ///
  /// @throws io.velostream.columnar.error.UserException CANCELLED
  public static Plan in(Plan plan, Environment environment) {
    List<MemoryTable> read =
        tables(plan.root()).stream()
            .map(environment.catalog()::memory)
            .flatMap(Optional::stream)
            .toList();
    List<String> warnings = new ArrayList<>(plan.warnings());
    try (var _ = environment.cancellation().begin();
        var _ = environment.cancellation().whenRequested(environment.arrivals()::raise)) {
      read.forEach(table -> warnings.addAll(table.catchUp().notes()));
    }
    return new Plan(plan.root(), plan.sink(), plan.oneRecordPerStep(), warnings);
  }

  /// The names of the tables that a query reads.
  public static Set<String> tables(PlanNode query) {
    Set<String> tables = new LinkedHashSet<>();
    collect(query, tables);
    return tables;
  }

  private static void collect(PlanNode node, Set<String> tables) {
    if (node instanceof LeafNode.Scan scan) {
      tables.add(scan.table().name());
    }
    if (node instanceof RowNode.LookupJoin join) {
      tables.add(join.table().name());
    }
    node.inputs().forEach(input -> collect(input, tables));
  }
}
