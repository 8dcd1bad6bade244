package io.velostream.runtime.parallel;

import io.velostream.operators.Operator;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.lower.Halves;
import io.velostream.runtime.lower.Lowering;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.lower.ToldLate;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The operators of one pipeline, stage by stage. Every pipeline has them all, whether it takes
/// part in a stage or not: late tables are numbered alike everywhere.
final class PipelineParts {
  private final LoweringContext context;
  private final List<List<Operator>> stages = new ArrayList<>();
  private final List<List<Journal>> late = new ArrayList<>();
  private @Nullable Divisible firstHalf;
  private int tablesNoted;

  /// The number of the first late table of each stage.
  private final List<Integer> firstTables = new ArrayList<>();

  private final StagedPlan plan;

  /// By number of operators of the first stage, who is told of late rows up to there.
  private final List<List<ToldLate>> told = new ArrayList<>();

  PipelineParts(StagedPlan plan, LoweringContext context) {
    this(plan, context, List.of());
  }

  /// @param before who is told of the late rows of other plans' operators that the rows of this one
  ///   pass before its own: they are late here, too
  PipelineParts(StagedPlan plan, LoweringContext context, List<ToldLate> before) {
    this.plan = plan;
    this.context = context;
    this.tablesNoted = context.lateTables().size();
    this.told.add(before);
    for (Stage stage : plan.stages()) {
      late.add(new ArrayList<>());
      if (stages.isEmpty()) {
        before.forEach(context::share);
        noteTables(0);
      }
      firstTables.add(tablesNoted);
      stages.add(addStage(stage, stages.size()));
    }
  }

  private List<Operator> addStage(Stage stage, int number) {
    List<Operator> operators = new ArrayList<>();
    List<PlanNode> nodes = stage.nodes();
    if (stage.preAggregated()) {
      Halves halves = Halves.of(nodes.getFirst(), context);
      firstHalf = halves.first();
      operators.add(halves.second());
      noteTables(number - 1);
      nodes = nodes.subList(1, nodes.size());
    }
    for (PlanNode node : nodes) {
      operators.add(Lowering.operator(node, context));
      if (number == 0) {
        List<ToldLate> all = new ArrayList<>(told.getFirst());
        all.addAll(context.told());
        told.add(all);
      }
    }
    noteTables(number);
    return operators;
  }

  /// Who is told of late rows, up to some operator of the first stage.
  List<ToldLate> told(int operators) {
    return told.get(operators);
  }

  /// What a chain of the operators of a stage makes them anew by between steps: with the late
  /// tables that they have now. `null` where nothing is restarted.
  @Nullable Supplier<List<Operator>> again(int stage) {
    return context.settings().restarts() ? () -> made(stage) : null;
  }

  private List<Operator> made(int stage) {
    context.beginAgain(firstTables.get(stage));
    List<PlanNode> nodes = plan.stages().get(stage).nodes();
    if (!plan.stages().get(stage).preAggregated()) {
      return operators(nodes);
    }
    List<Operator> operators = new ArrayList<>();
    operators.add(Halves.of(nodes.getFirst(), context).second());
    operators.addAll(operators(nodes.subList(1, nodes.size())));
    return operators;
  }

  /// Late tables made since the last call belong to a stage.
  private void noteTables(int stage) {
    List<SideTable> tables = context.lateTables();
    tables.subList(tablesNoted, tables.size()).forEach(t -> late.get(stage).add(new Journal(t)));
    tablesNoted = tables.size();
  }

  private List<Operator> operators(List<? extends PlanNode> nodes) {
    List<Operator> operators = new ArrayList<>();
    nodes.forEach(node -> operators.add(Lowering.operator(node, context)));
    return operators;
  }

  LoweringContext context() {
    return context;
  }

  /// What the first stage does of an aggregate of the second one, if it does.
  @Nullable Divisible firstHalf() {
    return firstHalf;
  }

  /// The operators of a stage.
  List<Operator> operators(int stage) {
    return stages.get(stage);
  }

  /// The late tables of a stage's operators.
  List<Journal> late(int stage) {
    return late.get(stage);
  }

  /// The late tables of all stages, in their numbers' order.
  List<Journal> late() {
    return late.stream().flatMap(List::stream).toList();
  }
}
