package io.velostream.runtime.parallel;

import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.TableDescription;
import io.velostream.plan.stage.ForkedPlan;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SetPart;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.state.snapshot.StateInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The order in which the nodes of a run are saved: that of a pipeline that runs alone.
record Layout(List<Piece> pieces) {
  Layout {
    pieces = List.copyOf(pieces);
  }

  /// Nodes that are saved one behind the other, and by one crew.
  sealed interface Piece {
    /// How many nodes there are.
    int nodes();

    /// Passes over them.
    void skip(StateInput in);
  }

  /// What is read.
  record Source(PlanNode leaf) implements Piece {
    @Override
    public int nodes() {
      return 1;
    }

    @Override
    public void skip(StateInput in) {
      SavedNodes.getSource(in);
    }

    /// The table that is read, if it is one.
    Optional<TableDescription> table() {
      return leaf instanceof LeafNode.Scan scan ? Optional.of(scan.table()) : Optional.empty();
    }
  }

  /// What derives event time, and what rows pass before.
  record Time(List<RowNode.Calc> prepared, Optional<RowNode.Watermark> watermark) implements Piece {
    Time {
      prepared = List.copyOf(prepared);
    }

    @Override
    public int nodes() {
      return prepared.size() + (watermark.isPresent() ? 1 : 0);
    }

    @Override
    public void skip(StateInput in) {
      prepared.forEach(_ -> SavedNodes.skipOperator(in));
      watermark.ifPresent(_ -> SavedNodes.getWatermark(in));
    }
  }

  /// The nodes of the stages of a plan.
  record Stages(StagedPlan plan) implements Piece {
    @Override
    public int nodes() {
      return plan.stages().stream().mapToInt(stage -> stage.nodes().size()).sum();
    }

    @Override
    public void skip(StateInput in) {
      for (int left = nodes(); left > 0; left--) {
        SavedNodes.skipOperator(in);
      }
    }
  }

  /// That of a run.
  static Layout of(Work work) {
    return switch (work) {
      case Work.One one -> of(one.plan());
      case Work.SideBySide all ->
          new Layout(
              all.plan().parts().stream().flatMap(part -> of(part).pieces.stream()).toList());
    };
  }

  /// That of a part of a set.
  static Layout of(SetPart part) {
    return switch (part) {
      case ForkedPlan forked -> of(forked);
      case JoinedPlan joined -> of((SharedPlan) joined);
    };
  }

  /// That of a plan.
  static Layout of(SharedPlan plan) {
    return switch (plan) {
      case StagedPlan staged -> of(ForkedPlan.of(staged));
      case JoinedPlan joined -> {
        List<Piece> pieces = new ArrayList<>(of(joined.left()).pieces);
        pieces.addAll(of(joined.right()).pieces);
        pieces.add(new Stages(joined.rest()));
        yield new Layout(pieces);
      }
    };
  }

  /// That of plans that read one table.
  static Layout of(ForkedPlan plan) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Source(plan.leaf()));
    for (int i = 0; i < plan.branches().size(); i++) {
      if (i == plan.firstTimed()) {
        pieces.add(new Time(plan.prepared(), plan.watermark()));
      }
      pieces.add(new Stages(plan.branches().get(i).own()));
    }
    return new Layout(pieces);
  }

  /// How many nodes there are.
  int nodes() {
    return pieces.stream().mapToInt(Piece::nodes).sum();
  }

  /// The tables that are read, in the order in which their readers are opened.
  List<TableDescription> tables() {
    return tablesBefore(pieces.size());
  }

  /// Those of them that are read by pieces before one.
  List<TableDescription> tablesBefore(int piece) {
    List<TableDescription> tables = new ArrayList<>();
    for (Piece each : pieces.subList(0, piece)) {
      if (each instanceof Source source) {
        source.table().ifPresent(tables::add);
      }
    }
    return tables;
  }
}
