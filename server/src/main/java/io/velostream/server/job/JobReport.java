package io.velostream.server.job;

import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.FaultFigures;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.job.LoadFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.RunFigures;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.retry.SinkHealth;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How a run stands: immutable, made on the run's thread a few times a second.
///
/// @param figures what it has read, written and keeps
/// @param asideRows rows that it has put aside, late or not decodable
/// @param input the rows that it read last
/// @param checkpoints how its saving stands; nothing for one that begins anew at each start
/// @param metrics those that its author has declared
/// @param nodes of its plan; none before it runs
/// @param busy the share of the last seconds that its threads were at work, from 0 to 1
/// @param sinks those that could not be reached at some time, in the order of their names
/// @param faults rows at fault that were left out, table by table
public record JobReport(
    RunFigures figures,
    List<AsideRows> asideRows,
    LastInput input,
    Optional<CheckpointFigures> checkpoints,
    MetricReport metrics,
    List<PlanFigures> nodes,
    OptionalDouble busy,
    List<SinkHealth> sinks,
    List<FaultFigures> faults) {
  /// Of a run that has not read anything.
  public static final JobReport EMPTY =
      new JobReport(
          new RunFigures(0, 0, 0, 0, 0, 0, 0, 0, Watermarks.NONE, LoadFigures.NONE),
          List.of(),
          LastInput.NONE,
          Optional.empty(),
          MetricReport.NONE,
          List.of(),
          OptionalDouble.empty(),
          List.of(),
          List.of());

  public JobReport {
    asideRows = List.copyOf(asideRows);
    nodes = List.copyOf(nodes);
    sinks = List.copyOf(sinks);
    faults = List.copyOf(faults);
  }

  /// The tables that rows of others wait for, until they are loaded.
  public List<PlanFigures> loading() {
    return nodes.stream()
        .filter(node -> node.figures().standing() == NodeFigures.Standing.LOADING)
        .filter(node -> !node.source().isEmpty())
        .toList();
  }
}
