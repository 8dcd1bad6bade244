package io.velostream.plan.stage;

import io.velostream.columnar.Schema;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans that run side by side over one table, cut where rows change cores: the table is read once,
/// and what keeps no state and is common to several of them is computed once.
///
/// @param leaf what is read
/// @param prepared what each row passes before event time is derived from it
/// @param watermark derives event time, if any of the plans needs it
/// @param branches by plan, what its rows pass from there on
public record ForkedPlan(
    PlanNode leaf,
    List<RowNode.Calc> prepared,
    Optional<RowNode.Watermark> watermark,
    List<Branch> branches)
    implements SetPart {
  public ForkedPlan {
    prepared = List.copyOf(prepared);
    branches = List.copyOf(branches);
  }

  /// Where a branch leaves the way of the rows.
  ///
  /// @param branch an earlier one, through whose first stage its rows come; -1 for none
  /// @param nodes how many nodes of that stage they pass
  public record Origin(int branch, int nodes) {
    private static final int TRUNK = -1;

    /// Rows as they are read.
    public static final Origin READING = new Origin(TRUNK, 0);

    /// Whether rows come through the first stage of another branch.
    public boolean isBranch() {
      return branch != TRUNK;
    }
  }

  /// What the rows of one plan pass.
  ///
  /// @param origin where they come from
  /// @param timed whether the plan has event time; otherwise a turn of the table is one step
  /// @param own the stages, the first of which has only those nodes that no branch before has; it
  ///   reads nothing and derives no event time
  public record Branch(Origin origin, boolean timed, StagedPlan own) {}

  @Override
  public List<Schema> outputs() {
    return branches.stream().map(branch -> branch.own().last().output()).toList();
  }

  @Override
  public List<Set<PlanNode>> anyOrders() {
    return branches.stream().map(branch -> branch.own().anyOrder()).toList();
  }

  /// One plan alone.
  public static ForkedPlan of(StagedPlan plan) {
    return new ForkedPlan(
        plan.leaf(),
        plan.prepared(),
        plan.watermark(),
        List.of(new Branch(Origin.READING, plan.watermark().isPresent(), plan)));
  }

  /// The first branch that has event time, behind whose reading it is derived; the first one when
  /// none has.
  public int firstTimed() {
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).timed()) {
        return i;
      }
    }
    return 0;
  }
}
