package io.velostream.runtime.job;

import io.velostream.columnar.Schema;
import io.velostream.plan.Plan;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;

/// One of the plans that a job runs side by side; most jobs have one.
///
/// @param lowering has its late tables
/// @param errors shows the rows that could not be read for it
public record JobBranch(Plan plan, LoweringContext lowering, SideTable errors) {
  /// The columns of its result.
  public Schema schema() {
    return plan.root().schema();
  }

  /// Late and undecodable rows, each kind in a table of its own.
  public List<SideTable> sideTables() {
    List<SideTable> tables = new ArrayList<>(lowering.lateTables());
    tables.add(errors);
    return tables;
  }

  /// How many rows were put aside as late.
  public long lateRows() {
    return lowering.lateTables().stream().mapToLong(SideTable::count).sum();
  }
}
