package io.velostream.runtime.lower;

import io.velostream.columnar.Schema;
import io.velostream.expression.EvaluationContext;
import io.velostream.operators.LateRows;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.StagePlanner;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What operators of one pipeline share: settings, the evaluation context, and tables for late
/// rows.
public final class LoweringContext {
  private final RuntimeSettings settings;
  private final EvaluationContext evaluation;
  private final String jobName;
  private final Set<PlanNode> anyOrder;
  private final List<SideTable> lateTables = new ArrayList<>();
  private int lateTablesTaken;

  /// A context for plans whose rows come in one order.
  ///
  /// @param jobName names the late tables: `<job>$late`, and `<job>$late_2` and so on for further
  ///   operators that can have late rows
  public LoweringContext(RuntimeSettings settings, String jobName) {
    this(settings, jobName, Set.of());
  }

  /// A context for a plan, such that results in one pipeline are those in several, to the last bit.
  public static LoweringContext of(RuntimeSettings settings, String jobName, Plan plan) {
    return new LoweringContext(settings, jobName, StagePlanner.anyOrder(plan));
  }

  /// @param anyOrder nodes whose results must not depend on the order of their rows
  public LoweringContext(RuntimeSettings settings, String jobName, Set<PlanNode> anyOrder) {
    this.settings = settings;
    this.anyOrder = anyOrder;
    this.evaluation = new EvaluationContext(settings.zone());
    this.jobName = jobName;
  }

  /// The runtime's settings.
  public RuntimeSettings settings() {
    return settings;
  }

  /// What expressions of the pipeline may depend on besides the row.
  public EvaluationContext evaluation() {
    return evaluation;
  }

  /// Whether the results of a node must not depend on the order of its rows.
  boolean isAnyOrder(PlanNode node) {
    return anyOrder.contains(node);
  }

  /// The table for the late rows of the next operator, which has that input.
  LateRows lateRows(Schema input) {
    if (lateTablesTaken == lateTables.size()) {
      lateTables.add(SideTable.late(jobName, lateTables.size() + 1, input, settings.keptRows()));
    }
    return lateTables.get(lateTablesTaken++).lateRows();
  }

  /// The same plan is lowered once more: its operators get the late tables of their predecessors.
  public void beginAgain() {
    beginAgain(0);
  }

  /// A part of the plan is lowered once more.
  ///
  /// @param firstTable how many late tables were made before it was
  public void beginAgain(int firstTable) {
    lateTablesTaken = firstTable;
  }

  /// The tables for late rows made so far.
  public List<SideTable> lateTables() {
    return List.copyOf(lateTables);
  }
}
