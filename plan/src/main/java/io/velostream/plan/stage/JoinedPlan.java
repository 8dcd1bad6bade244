package io.velostream.plan.stage;

import io.velostream.columnar.Schema;
import io.velostream.plan.PlanNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A plan whose rows come from two others: those that agree in the keys meet on one core. The two
/// others do not gather their rows at their ends.
///
/// @param leftKeys columns of the left rows
/// @param rightKeys columns of the right rows, in the same order
/// @param rest the stages from the node on that joins the two, which is the first node of the first
///   of them and the leaf of the plan
public record JoinedPlan(
    SharedPlan left,
    List<Integer> leftKeys,
    SharedPlan right,
    List<Integer> rightKeys,
    StagedPlan rest)
    implements SharedPlan, SetPart {
  public JoinedPlan {
    leftKeys = List.copyOf(leftKeys);
    rightKeys = List.copyOf(rightKeys);
  }

  @Override
  public Stage last() {
    return rest.last();
  }

  @Override
  public List<Schema> outputs() {
    return List.of(last().output());
  }

  @Override
  public List<Set<PlanNode>> anyOrders() {
    return List.of(anyOrder());
  }

  @Override
  public Set<PlanNode> anyOrder() {
    Set<PlanNode> all = new HashSet<>(rest.anyOrder());
    all.addAll(left.anyOrder());
    all.addAll(right.anyOrder());
    return all;
  }
}
