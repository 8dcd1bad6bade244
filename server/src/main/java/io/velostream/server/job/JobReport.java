package io.velostream.server.job;

import io.velostream.runtime.job.RunFigures;
import io.velostream.stream.Watermarks;
import java.util.List;

/// How a run stands: immutable, made on the run's thread a few times a second.
///
/// @param figures what it has read, written and keeps
/// @param asideRows rows that it has put aside, late or not decodable
/// @param input the rows that it read last, in words
public record JobReport(RunFigures figures, List<AsideRows> asideRows, String input) {
  /// Of a run that has not read anything.
  public static final JobReport EMPTY =
      new JobReport(new RunFigures(0, 0, 0, 0, 0, 0, 0, Watermarks.NONE), List.of(), "");

  public JobReport {
    asideRows = List.copyOf(asideRows);
  }
}
