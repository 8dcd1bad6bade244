package io.velostream.server.job;

import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.RunFigures;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Optional;

/// How a run stands: immutable, made on the run's thread a few times a second.
///
/// @param figures what it has read, written and keeps
/// @param asideRows rows that it has put aside, late or not decodable
/// @param input the rows that it read last, in words
/// @param checkpoints how its saving stands; nothing for one that begins anew at each start
/// @param metrics those that its author has declared
/// @param nodes of its plan; none where that cannot be told
public record JobReport(
    RunFigures figures,
    List<AsideRows> asideRows,
    String input,
    Optional<CheckpointFigures> checkpoints,
    MetricReport metrics,
    List<PlanFigures> nodes) {
  /// Of a run that has not read anything.
  public static final JobReport EMPTY =
      new JobReport(
          new RunFigures(0, 0, 0, 0, 0, 0, 0, Watermarks.NONE),
          List.of(),
          "",
          Optional.empty(),
          MetricReport.NONE,
          List.of());

  public JobReport {
    asideRows = List.copyOf(asideRows);
    nodes = List.copyOf(nodes);
  }
}
