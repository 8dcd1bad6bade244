package io.velostream.server.job;

import java.util.Optional;

/// What is kept of a job across restarts of the server.
///
/// @param number orders jobs by their creation
/// @param identity see [JobLauncher#prepare]
/// @param savepoint see [JobLauncher#prepare]
/// @param state at rest, or [JobState#WAITING] for one that is to be started, and [JobState#PAUSED]
///   for one that is to be started held
/// @param failure the last one; empty when there was none
/// @param reason why it is not tried again; empty when that is not so
public record StoredJob(
    long number,
    JobSpec spec,
    String identity,
    String savepoint,
    JobState state,
    Optional<JobFailure> failure,
    String reason) {}
