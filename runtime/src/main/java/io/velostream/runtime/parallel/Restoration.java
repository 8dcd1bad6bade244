package io.velostream.runtime.parallel;

import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shares out what some number of pipelines has saved among the pipelines of a run.
///
/// Where there were as many, each goes on with its own, slot by slot. Otherwise each looks through
/// the state of all for the keys that are its own now; what belongs to no key goes to the first.
final class Restoration {
  private final SavedTeam saved;
  private final StagedPlan plan;
  private final int pipelines;

  /// @param pipelines how many there are now
  Restoration(SavedTeam saved, StagedPlan plan, int pipelines) {
    this.saved = saved;
    this.plan = plan;
    this.pipelines = pipelines;
  }

  /// Whether there is nothing to restore.
  boolean isEmpty() {
    return saved.pipelines().isEmpty();
  }

  /// Restores what one pipeline has; called on its thread, before its first step.
  ///
  /// @param prepared the operators before event time; `null` when the pipeline reads nothing
  /// @param stages by stage, its operators; `null` for a stage that the pipeline has no part in
  /// @return the event time that was reached, by all
  long restore(
      int pipeline, @Nullable OperatorChain prepared, List<@Nullable OperatorChain> stages) {
    long reached = Watermarks.NONE;
    boolean same = saved.pipelines().size() == pipelines;
    for (int i = 0; i < saved.pipelines().size(); i++) {
      if (!same || i == pipeline) {
        StateInput in = saved.pipelines().get(i).again();
        KeyRange range = same ? KeyRange.ALL : KeyGroups.rangeOf(pipeline, pipelines);
        enter(in);
        SavedNodes.getSource(in);
        nodes(in, prepared, plan.prepared().stream().map(_ -> range).toList());
        if (plan.watermark().isPresent()) {
          reached = Math.max(reached, SavedNodes.getWatermark(in).derived());
        }
        for (int s = 0; s < stages.size(); s++) {
          nodes(in, stages.get(s), ranges(plan.stages().get(s), range));
        }
        in.leave();
      }
    }
    return reached;
  }

  private static List<KeyRange> ranges(Stage stage, KeyRange range) {
    boolean whole = stage.distribution() instanceof Distribution.One;
    return StageKeys.of(stage, whole ? KeyRange.ALL : range);
  }

  private static void nodes(StateInput in, @Nullable OperatorChain chain, List<KeyRange> ranges) {
    if (chain == null) {
      ranges.forEach(_ -> SavedNodes.skipOperator(in));
    } else {
      chain.restore(in, ranges);
    }
  }

  private void enter(StateInput in) {
    in.enter(SavedNodes.PIPELINE);
    long count = in.getVarint();
    if (count != nodes(plan)) {
      throw in.damaged(count + " nodes where the plan has " + nodes(plan));
    }
  }

  /// How many nodes a plan has.
  static int nodes(StagedPlan plan) {
    return 1
        + plan.prepared().size()
        + (plan.watermark().isPresent() ? 1 : 0)
        + plan.stages().stream().mapToInt(stage -> stage.nodes().size()).sum();
  }

  /// Restores the side tables of all, and says how many rows were read before.
  long restore(List<SideTable> late, SideTable errors) {
    long rows = 0;
    for (StateInput each : saved.pipelines()) {
      StateInput in = each.again();
      enter(in);
      rows += SavedNodes.getSource(in).rows();
    }
    if (!isEmpty()) {
      StateInput in = saved.pipelines().getFirst().again();
      in.enter(SavedNodes.PIPELINE);
      in.skipRest();
      in.leave();
      Stream.concat(late.stream(), Stream.of(errors)).forEach(table -> table.restore(in));
      if (in.remaining() > 0) {
        throw in.damaged(in.remaining() + " bytes too many");
      }
    }
    return rows;
  }
}
