package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SetStaging;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.Sharing;
import io.velostream.plan.stage.SharingRules;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.plan.stage.Staging;
import io.velostream.plan.stage.TableReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where the rows of a plan change cores, in words.
final class ExchangeText {
  private ExchangeText() {}

  /// One text for each change of cores on the way of the rows, or one that says why there is none.
  static List<String> of(Plan plan, Sharing sharing) {
    if (sharing.pipelines() == 1) {
      return List.of("none (one pipeline)");
    }
    return switch (SharingRules.decide(plan, sharing)) {
      case Staging.Whole(String reason) -> List.of(alone(reason));
      case Staging.Refused(String reason) -> List.of("refused: " + reason);
      case Staging.Staged(StagedPlan staged) -> all(plan, staged, sharing);
      case Staging.Joined(JoinedPlan joined) -> all(plan, joined, sharing);
    };
  }

  /// The same for plans that run side by side, by plan.
  static List<List<String>> of(List<Plan> plans, Sharing sharing) {
    if (sharing.pipelines() == 1) {
      return Collections.nCopies(plans.size(), of(plans.getFirst(), sharing));
    }
    return switch (SharingRules.decide(plans, sharing)) {
      case SetStaging.Whole(String reason) ->
          Collections.nCopies(plans.size(), List.of(alone(reason)));
      case SetStaging.Refused(String reason) ->
          Collections.nCopies(plans.size(), List.of("refused: " + reason));
      case SetStaging.SideBySide _ -> plans.stream().map(plan -> of(plan, sharing)).toList();
    };
  }

  private static String alone(String reason) {
    return "none (one pipeline: " + reason + ")";
  }

  private static List<String> all(Plan plan, SharedPlan shared, Sharing sharing) {
    Set<String> readers = new LinkedHashSet<>();
    addReaders(plan.root(), sharing.reading(), readers);
    List<String> lines = new ArrayList<>(readers);
    lines.addAll(lines(shared, sharing.pipelines()));
    return lines;
  }

  private static void addReaders(PlanNode node, TableReading reading, Set<String> readers) {
    if (node instanceof LeafNode.Scan scan) {
      reading
          .alone(scan.table())
          .ifPresent(
              why -> readers.add("one reader of %s: %s".formatted(scan.table().name(), why)));
    }
    node.inputs().forEach(input -> addReaders(input, reading, readers));
  }

  private static List<String> lines(SharedPlan plan, int pipelines) {
    return switch (plan) {
      case StagedPlan staged -> rest(staged, pipelines);
      case JoinedPlan joined -> {
        List<String> lines = new ArrayList<>(lines(joined.left(), pipelines));
        lines.addAll(lines(joined.right(), pipelines));
        Stage meeting = joined.rest().stages().getFirst();
        lines.add(
            line(
                meeting,
                joined.left().last().output(),
                joined.leftKeys(),
                pipelines,
                " of the left input"));
        lines.add(
            line(
                meeting,
                joined.right().last().output(),
                joined.rightKeys(),
                pipelines,
                " of the right input"));
        lines.addAll(rest(joined.rest(), pipelines));
        yield lines;
      }
    };
  }

  /// Those of all stages but the first one.
  private static List<String> rest(StagedPlan plan, int pipelines) {
    List<String> lines = new ArrayList<>();
    for (Stage stage : plan.stages().subList(1, plan.stages().size())) {
      List<Integer> columns =
          stage.distribution() instanceof Distribution.Hash(List<Integer> by) ? by : List.of();
      lines.add(line(stage, stage.input(), columns, pipelines, ""));
    }
    return lines;
  }

  /// @param input whose columns say where a row goes
  /// @param side which rows are meant, where there are two kinds
  private static String line(
      Stage stage, Schema input, List<Integer> columns, int pipelines, String side) {
    String before =
        stage.nodes().isEmpty()
            ? " of the result"
            : side + " before " + NodeExplainers.explain(stage.nodes().getFirst()).operator();
    String what =
        switch (stage.distribution()) {
          case Distribution.Hash _ ->
              "hash("
                  + String.join(", ", Quoted.columns(input, columns))
                  + ")"
                  + before
                  + ", "
                  + pipelines
                  + " pipelines";
          case Distribution.One _ -> "gather" + before + ", " + pipelines + " pipelines to one";
          case Distribution.Turns _ -> throw new IllegalStateException("turns are the first stage");
        };
    return what + (stage.preAggregated() ? ", pre-aggregated" : "");
  }
}
