package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.runtime.pipeline.SavedNodes.SavedSource;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.stream.Watermarks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shares out what some number of pipelines has saved of the nodes of a crew among the pipelines of
/// a run.
///
/// Where there were as many, each goes on with its own, slot by slot. Otherwise each looks through
/// the state of all for the keys that are its own now; what belongs to no key goes to the first.
final class Restoration {
  private final SavedTeam saved;
  private final Layout layout;
  private final int pipelines;

  /// @param layout where the nodes are in what was saved
  /// @param pipelines how many there are now
  Restoration(SavedTeam saved, Layout layout, int pipelines) {
    this.saved = saved;
    this.layout = layout;
    this.pipelines = pipelines;
  }

  /// Whether there is nothing to restore.
  boolean isEmpty() {
    return saved.pipelines().isEmpty();
  }

  /// A table, as far as it was read.
  ///
  /// @param rows read before
  /// @param ended whether these were all
  /// @param place where it is to be read on
  record Table(long rows, boolean ended, ReadPosition place) {}

  /// Takes up the operators of a stage, or of a part of it.
  @FunctionalInterface
  interface Restored {
    /// @param keys by operator, the key groups that it has from now on
    void restore(StateInput in, List<KeyRange> keys);
  }

  /// How far a table was read.
  ///
  /// @param piece where it is in the layout
  Table table(int piece) {
    long rows = 0;
    boolean ended = !isEmpty();
    for (StateInput each : saved.pipelines()) {
      SavedSource source = SavedNodes.getSource(entered(each, piece));
      rows += source.rows();
      ended &= source.ended();
    }
    int number = layout.tablesBefore(piece).size();
    ReadPosition place =
        number < saved.places().size() ? saved.places().get(number) : ReadPosition.START;
    return new Table(rows, ended, place);
  }

  /// Restores where event time is derived in one pipeline; called on its thread, before its first
  /// step.
  ///
  /// @param prepared the operators before event time; `null` when the pipeline reads nothing
  /// @param time derives event time; `null` when nothing does, or the pipeline reads nothing
  /// @return the event time that was reached, by all
  long restoreTime(
      int pipeline, int piece, @Nullable OperatorChain prepared, @Nullable TurnTime time) {
    Layout.Time nodes = (Layout.Time) layout.pieces().get(piece);
    long reached = Watermarks.NONE;
    for (StateInput each : states(pipeline)) {
      StateInput in = entered(each, piece);
      nodes(
          in,
          prepared == null ? null : prepared::restore,
          nodes.prepared().stream().map(_ -> range(pipeline)).toList());
      if (nodes.watermark().isPresent()) {
        SavedNodes.SavedTime own = SavedNodes.getWatermark(in);
        reached = Math.max(reached, own.derived());
        if (time != null) {
          time.restore(own.parts(), own.derived());
        }
      }
    }
    return reached;
  }

  /// Restores the stages that one pipeline has of a plan; called on its thread, before its first
  /// step.
  ///
  /// @param stages by stage, its operators; `null` for a stage that the pipeline has no part in
  void restoreStages(int pipeline, int piece, List<? extends @Nullable Restored> stages) {
    StagedPlan plan = ((Layout.Stages) layout.pieces().get(piece)).plan();
    for (StateInput each : states(pipeline)) {
      StateInput in = entered(each, piece);
      for (int s = 0; s < stages.size(); s++) {
        nodes(in, stages.get(s), ranges(plan.stages().get(s), range(pipeline)));
      }
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

  private static void nodes(StateInput in, @Nullable Restored operators, List<KeyRange> ranges) {
    if (operators == null) {
      ranges.forEach(_ -> SavedNodes.skipOperator(in));
    } else {
      operators.restore(in, ranges);
    }
  }

  /// The state of a pipeline, from a piece on.
  private StateInput entered(StateInput state, int piece) {
    StateInput in = state.again();
    in.enter(SavedNodes.PIPELINE);
    long count = in.getVarint();
    int expected = layout.nodes();
    if (count != expected) {
      throw in.damaged(count + " nodes where the plan has " + expected);
    }
    layout.pieces().subList(0, piece).forEach(earlier -> earlier.skip(in));
    return in;
  }

  /// Restores the side tables of a run.
  static void sideTables(SavedTeam saved, List<PutAside> tables) {
    if (!saved.pipelines().isEmpty()) {
      StateInput in = saved.pipelines().getFirst().again();
      in.enter(SavedNodes.PIPELINE);
      in.skipRest();
      in.leave();
      tables.forEach(own -> own.all().forEach(table -> table.restore(in)));
      if (in.remaining() > 0) {
        throw in.damaged(in.remaining() + " bytes too many");
      }
    }
  }
}
