package io.velostream.sql.emit;

import io.velostream.plan.CombineNode;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.PlannerSettings;
import io.velostream.sql.optimize.PlanNodes;

/// The settings `emit.step` and `emit.scope`: they change what EMIT CHANGES publishes, and leave
/// alone what is published once.
public final class EmissionSettings {
  /// A plan under the settings.
  ///
  /// @param oneRecordPerStep whether the runtime must cut steps of one record
  public record Applied(PlanNode root, boolean oneRecordPerStep) {}

  private EmissionSettings() {}

  /// Applies the settings to a plan.
  public static Applied apply(PlanNode root, PlannerSettings settings) {
    PlanNode plan = root;
    if (settings.scope() == PlannerSettings.Scope.WINDOW) {
      plan = PlanNodes.bottomUp(plan, EmissionSettings::wholeWindows);
    }
    if (settings.step() == PlannerSettings.Step.BATCH) {
      return new Applied(plan, false);
    }
    if (!emitsChanges(plan)) {
      // What is published once is the same however the input is cut.
      return new Applied(plan, false);
    }
    // One aggregate alone can make steps of records by itself, and without cutting the batches that
    // everything around it works on.
    return countStateful(plan) == 1 && !hasRanks(plan) && !hasLifetimes(plan)
        ? new Applied(PlanNodes.bottomUp(plan, EmissionSettings::perRecord), false)
        : new Applied(plan, true);
  }

  private static boolean hasRanks(PlanNode node) {
    return node instanceof OrderNode.TopN
        || (node instanceof OrderNode.Over over && over.changes())
        || node.inputs().stream().anyMatch(EmissionSettings::hasRanks);
  }

  /// Groups with a lifetime are put out by the step.
  private static boolean hasLifetimes(PlanNode node) {
    return (node instanceof GroupNode.Aggregate aggregate && aggregate.lifetime() != null)
        || node.inputs().stream().anyMatch(EmissionSettings::hasLifetimes);
  }

  private static PlanNode wholeWindows(PlanNode node) {
    return node instanceof GroupNode.WindowAggregate n && n.emission() == Emission.CHANGES
        ? withEmission(n, Emission.WINDOW_SNAPSHOT)
        : node;
  }

  private static PlanNode perRecord(PlanNode node) {
    return switch (node) {
      case GroupNode.Aggregate n -> {
        Emission emission = perRecord(n.emission());
        yield new GroupNode.Aggregate(
            n.input(), n.keys(), n.calls(), n.closingKey(), emission, n.lifetime(), n.schema());
      }
      case GroupNode.WindowAggregate n -> withEmission(n, perRecord(n.emission()));
      default -> node;
    };
  }

  private static Emission perRecord(Emission emission) {
    return switch (emission) {
      case CHANGES, CHANGES_PER_RECORD -> Emission.CHANGES_PER_RECORD;
      case WINDOW_SNAPSHOT, WINDOW_SNAPSHOT_PER_RECORD -> Emission.WINDOW_SNAPSHOT_PER_RECORD;
      case FINAL -> Emission.FINAL;
    };
  }

  private static PlanNode withEmission(GroupNode.WindowAggregate n, Emission emission) {
    return new GroupNode.WindowAggregate(
        n.input(), n.window(), n.timeColumn(), n.keys(), n.calls(), emission, n.schema());
  }

  private static boolean emitsChanges(PlanNode node) {
    boolean here =
        switch (node) {
          case GroupNode.Aggregate n -> n.emission() != Emission.FINAL;
          case GroupNode.WindowAggregate n -> n.emission() != Emission.FINAL;
          case OrderNode.TopN n -> n.emission() != Emission.FINAL;
          case OrderNode.Over n -> n.changes();
          default -> false;
        };
    return here || node.inputs().stream().anyMatch(EmissionSettings::emitsChanges);
  }

  private static int countStateful(PlanNode node) {
    int here =
        switch (node) {
          case LeafNode _,
              RowNode.Calc _,
              RowNode.Expand _,
              RowNode.Watermark _,
              RowNode.TableFunctionCall _,
              RowNode.LookupJoin _,
              CombineNode.UnionAll _ ->
              0;
          // Assigning sessions holds rows; the other windows do not.
          case RowNode.WindowAssign n -> n.sessionKeys().isEmpty() ? 0 : 1;
          case GroupNode _,
              OrderNode _,
              CombineNode.Join _,
              CombineNode.AsofJoin _,
              CombineNode.SetOperation _,
              CombineNode.Recursion _,
              HoldNode _ ->
              1;
        };
    return here + node.inputs().stream().mapToInt(EmissionSettings::countStateful).sum();
  }
}
