package io.velostream.engine.execute;

import io.velostream.engine.catalog.Catalog;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.table.SideTable;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.grammar.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What one run puts aside, and how it becomes tables of the session: `<job>$late` and
/// `<job>$errors`.
record SideTables(Plan plan, Supplier<List<SideTable>> late, SideTable errors) {
  private static final int MOST_TEXT = 300;

  /// Makes the rows so far tables of the catalogue. Looking at what was put aside does not replace
  /// it.
  void keepIn(Catalog catalog) {
    if (!readsOnlySideTables(plan.root())) {
      late.get().forEach(table -> keep(table, catalog));
      keep(errors, catalog);
    }
  }

  /// The plan's warnings, one for input that is missing from the answer, and one for each table
  /// that does not hold all of its rows.
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(plan.warnings());
    warnAboutErrors(warnings);
    late.get().forEach(table -> warnAboutDropped(warnings, table));
    warnAboutDropped(warnings, errors);
    return warnings;
  }

  private static boolean readsOnlySideTables(PlanNode node) {
    if (node instanceof LeafNode.Scan scan) {
      return SideTable.isSideTable(scan.table().name());
    }
    return !node.inputs().isEmpty()
        && node.inputs().stream().allMatch(SideTables::readsOnlySideTables);
  }

  private static void keep(SideTable table, Catalog catalog) {
    catalog.put(
        TableDefinition.ofColumns(table.name(), table.schema(), Map.of(), true), table.rows());
  }

  private void warnAboutErrors(List<String> warnings) {
    long count = errors.count();
    if (count > 0) {
      String first = errors.first();
      warnings.add(
          "%d %s could not be read and %s missing from the answer; SELECT * FROM %s tells why%n  %s%s"
              .formatted(
                  count,
                  count == 1 ? "row" : "rows",
                  count == 1 ? "is" : "are",
                  SqlStatements.name(errors.name()),
                  count == 1 ? "" : "the first: ",
                  first.length() > MOST_TEXT ? first.substring(0, MOST_TEXT) + "…" : first));
    }
  }

  private static void warnAboutDropped(List<String> warnings, SideTable table) {
    long dropped = table.count() - table.rows().rows();
    if (dropped > 0) {
      warnings.add(
          "%s keeps the first %d of %d rows (setting 'side-tables.kept-rows')"
              .formatted(table.name(), table.rows().rows(), table.count()));
    }
  }
}
