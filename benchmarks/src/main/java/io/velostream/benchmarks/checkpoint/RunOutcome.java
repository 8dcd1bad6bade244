package io.velostream.benchmarks.checkpoint;

import java.util.List;

/// What a run came to.
///
/// @param rowsPerSecond from when all keys had come to the last row
/// @param cpuNanosPerRow of the whole process, in that time
/// @param stateBytes in memory, at most
/// @param standing how long it stood still for each epoch, in milliseconds
/// @param durations from where an epoch ends until it was durable, likewise
/// @param postponed how many epochs took longer than the interval
/// @param writtenBytes of state
/// @param correct whether the result is the right one
record RunOutcome(
    double rowsPerSecond,
    double cpuNanosPerRow,
    long stateBytes,
    List<Double> standing,
    List<Double> durations,
    long postponed,
    long writtenBytes,
    boolean correct) {
  RunOutcome {
    standing = List.copyOf(standing);
    durations = List.copyOf(durations);
  }
}
