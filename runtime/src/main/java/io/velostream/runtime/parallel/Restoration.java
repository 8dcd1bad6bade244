package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.runtime.pipeline.SavedNodes.SavedSource;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shares out what some number of pipelines has saved of one part of a plan among the pipelines of
/// a run.
///
/// Where there were as many, each goes on with its own, slot by slot. Otherwise each looks through
/// the state of all for the keys that are its own now; what belongs to no key goes to the first.
final class Restoration {
  private final SavedTeam saved;
  private final Section section;
  private final StagedPlan plan;
  private final int pipelines;

  /// @param section where the plan is in that of the run
  /// @param pipelines how many there are now
  Restoration(SavedTeam saved, Section section, StagedPlan plan, int pipelines) {
    this.saved = saved;
    this.section = section;
    this.plan = plan;
    this.pipelines = pipelines;
  }

  /// Whether there is nothing to restore.
  boolean isEmpty() {
    return saved.pipelines().isEmpty();
  }

  /// The table that the plan reads, as far as it was read.
  ///
  /// @param rows read before
  /// @param ended whether these were all
  /// @param place where it is to be read on
  record Table(long rows, boolean ended, ReadPosition place) {}

  /// How far the table was read.
  Table table() {
    long rows = 0;
    boolean ended = !isEmpty();
    for (SavedSource source : sources()) {
      rows += source.rows();
      ended &= source.ended();
    }
    int number = section.tablesBefore();
    ReadPosition place =
        number < saved.places().size() ? saved.places().get(number) : ReadPosition.START;
    return new Table(rows, ended, place);
  }

  private List<SavedSource> sources() {
    List<SavedSource> sources = new ArrayList<>();
    for (StateInput each : saved.pipelines()) {
      sources.add(SavedNodes.getSource(entered(each)));
    }
    return sources;
  }

  /// Restores what one pipeline has of a plan that reads a table; called on its thread, before its
  /// first step.
  ///
  /// @param prepared the operators before event time; `null` when the pipeline reads nothing
  /// @param time derives event time; `null` when nothing does, or the pipeline reads nothing
  /// @param stages by stage, its operators; `null` for a stage that the pipeline has no part in
  /// @return the event time that was reached, by all
  long restore(
      int pipeline,
      @Nullable OperatorChain prepared,
      @Nullable TurnTime time,
      List<@Nullable OperatorChain> stages) {
    long reached = Watermarks.NONE;
    for (StateInput each : states(pipeline)) {
      StateInput in = entered(each);
      SavedNodes.getSource(in);
      nodes(in, prepared, plan.prepared().stream().map(_ -> range(pipeline)).toList());
      if (plan.watermark().isPresent()) {
        SavedNodes.SavedTime saved = SavedNodes.getWatermark(in);
        reached = Math.max(reached, saved.derived());
        if (time != null) {
          time.restore(saved.parts(), saved.derived());
        }
      }
      restoreStages(in, pipeline, stages);
    }
    return reached;
  }

  /// Restores what one pipeline has of a plan whose rows come from others.
  ///
  /// @param stages likewise
  void restoreStages(int pipeline, List<@Nullable OperatorChain> stages) {
    for (StateInput each : states(pipeline)) {
      restoreStages(entered(each), pipeline, stages);
    }
  }

  private void restoreStages(StateInput in, int pipeline, List<@Nullable OperatorChain> stages) {
    for (int s = 0; s < stages.size(); s++) {
      nodes(in, stages.get(s), ranges(plan.stages().get(s), range(pipeline)));
    }
  }

  private boolean isSameNumber() {
    return saved.pipelines().size() == pipelines;
  }

  private KeyRange range(int pipeline) {
    return isSameNumber() ? KeyRange.ALL : KeyGroups.rangeOf(pipeline, pipelines);
  }

  /// Those that a pipeline has to look through.
  private List<StateInput> states(int pipeline) {
    return isSameNumber() ? List.of(saved.pipelines().get(pipeline)) : saved.pipelines();
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

  /// The state of a pipeline, from the first node of the plan on.
  private StateInput entered(StateInput state) {
    StateInput in = state.again();
    in.enter(SavedNodes.PIPELINE);
    long count = in.getVarint();
    int expected = Section.nodes(section.whole());
    if (count != expected) {
      throw in.damaged(count + " nodes where the plan has " + expected);
    }
    section.before().forEach(earlier -> skip(in, earlier));
    return in;
  }

  private static void skip(StateInput in, SharedPlan plan) {
    switch (plan) {
      case StagedPlan staged -> {
        SavedNodes.getSource(in);
        staged.prepared().forEach(_ -> SavedNodes.skipOperator(in));
        staged.watermark().ifPresent(_ -> SavedNodes.getWatermark(in));
        skipStages(in, staged);
      }
      case JoinedPlan joined -> {
        skip(in, joined.left());
        skip(in, joined.right());
        skipStages(in, joined.rest());
      }
    }
  }

  private static void skipStages(StateInput in, StagedPlan plan) {
    for (int left = Section.behindReading(plan); left > 0; left--) {
      SavedNodes.skipOperator(in);
    }
  }

  /// Restores the side tables of a run.
  static void sideTables(SavedTeam saved, List<SideTable> late, SideTable errors) {
    if (!saved.pipelines().isEmpty()) {
      StateInput in = saved.pipelines().getFirst().again();
      in.enter(SavedNodes.PIPELINE);
      in.skipRest();
      in.leave();
      Stream.concat(late.stream(), Stream.of(errors)).forEach(table -> table.restore(in));
      if (in.remaining() > 0) {
        throw in.damaged(in.remaining() + " bytes too many");
      }
    }
  }
}
