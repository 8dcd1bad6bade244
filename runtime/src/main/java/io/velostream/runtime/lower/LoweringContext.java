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
  private final List<ToldLate> told = new ArrayList<>();
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
    this(settings, jobName, anyOrder, new EvaluationContext(settings.zone()));
  }

  private LoweringContext(
      RuntimeSettings settings,
      String jobName,
      Set<PlanNode> anyOrder,
      EvaluationContext evaluation) {
    this.settings = settings;
    this.anyOrder = anyOrder;
    this.evaluation = evaluation;
    this.jobName = jobName;
  }

  /// A context for another plan of the same pipeline: with late tables of its own.
  public LoweringContext beside(String otherJob, Plan plan) {
    return beside(otherJob, StagePlanner.anyOrder(plan));
  }

  /// The same for a plan of which it is known which nodes depend on no order of rows.
  public LoweringContext beside(String otherJob, Set<PlanNode> nodes) {
    return new LoweringContext(settings, otherJob, nodes, evaluation);
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
    ToldLate late = new ToldLate(input);
    late.add(table(input).lateRows());
    told.add(late);
    return late;
  }

  private SideTable table(Schema input) {
    if (lateTablesTaken == lateTables.size()) {
      lateTables.add(SideTable.late(jobName, lateTables.size() + 1, input, settings.keptRows()));
    }
    return lateTables.get(lateTablesTaken++);
  }

  /// Who is told of the late rows of the operators that were made so far, in the order in which
  /// these were made.
  public List<ToldLate> told() {
    return List.copyOf(told);
  }

  /// Has the late rows of an operator of another plan come here, too: it is run once for both.
  public void share(ToldLate other) {
    other.add(table(other.input()).lateRows());
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
    told.clear();
  }

  /// The tables for late rows made so far.
  public List<SideTable> lateTables() {
    return List.copyOf(lateTables);
  }
}
