package io.velostream.runtime.retry;

/// How it stands with a sink, for whoever watches a run.
///
/// @param sink the name of the table
/// @param state of its breaker
/// @param retries attempts that were made again since the run began
/// @param lastFailure what went wrong last; empty when nothing has
public record SinkHealth(String sink, BreakerState state, long retries, String lastFailure) {}
