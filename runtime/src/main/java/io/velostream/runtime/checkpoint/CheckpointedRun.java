package io.velostream.runtime.checkpoint;

import io.velostream.runtime.job.RunSummary;
import java.util.List;

/// What a run of a checkpointed job came to.
///
/// @param summary rows and changes since the job began, by whatever processes; the other figures of
///   this process
/// @param note how it went on from a checkpoint; empty when it has not
/// @param warnings of what went wrong without ending it
public record CheckpointedRun(RunSummary summary, String note, List<String> warnings) {
  public CheckpointedRun {
    warnings = List.copyOf(warnings);
  }
}
