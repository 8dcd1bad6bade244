package io.velostream.runtime.checkpoint;

import io.velostream.runtime.job.RunSummary;

/// What a run of a checkpointed job came to.
///
/// @param summary rows and changes since the job began, by whatever processes; the other figures of
///   this process
/// @param note how it went on from a checkpoint; empty when it has not
public record CheckpointedRun(RunSummary summary, String note) {}
