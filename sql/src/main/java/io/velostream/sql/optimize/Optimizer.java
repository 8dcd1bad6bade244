package io.velostream.sql.optimize;

import io.velostream.plan.PlanNode;
import io.velostream.sql.algebra.JoinOrder;
import io.velostream.sql.bind.FunctionCalls;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The passes, in order.
public final class Optimizer {
  /// Names of the passes, in order of their first run; the first rewrites algebra, before there is
  /// a plan, the last the plans of a job together.
  public static final List<String> NAMES = names();

  private static List<String> names() {
    FunctionCalls none =
        (_, _, _, _) -> {
          throw new IllegalStateException("no plan is rewritten here");
        };
    Stream<String> ofPlans = passes(none, _ -> false).stream().map(Pass::name);
    return Stream.of(Stream.of(JoinOrder.NAME), ofPlans, Stream.of(ShareScans.NAME))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  private final List<Pass> passes;

  /// @param functions for passes that compute something
  /// @param usesBounds whether a table with such options has a reader that makes use of bounds
  public Optimizer(FunctionCalls functions, Predicate<Map<String, String>> usesBounds) {
    passes = passes(functions, usesBounds);
  }

  private static List<Pass> passes(
      FunctionCalls functions, Predicate<Map<String, String>> usesBounds) {
    MergeCalcs mergeCalcs = new MergeCalcs();
    return List.of(
        // Before the Calcs around a watermark are merged, and before columns are pruned.
        new RemoveUnusedWatermarks(),
        // So that at most one Calc lies between an aggregate and its windows.
        mergeCalcs,
        new FuseWindowAggregate(functions),
        // Before pruning: a merged Calc shows which columns are read at all.
        mergeCalcs,
        new PruneColumns(),
        // Pruning leaves Calcs that only dropped a column.
        new RemoveIdleCalcs(),
        // What lay between two Calcs may be gone now.
        mergeCalcs,
        // At last, when every filter is where it stays.
        new PushBounds(usesBounds));
  }

  /// The plan after all passes but those switched off by name.
  public PlanNode optimize(PlanNode root, Set<String> off) {
    PlanNode plan = root;
    for (Pass pass : passes) {
      if (!off.contains(pass.name())) {
        plan = pass.rewrite(plan);
      }
    }
    return plan;
  }
}
