package io.velostream.benchmarks.nexmark;

import io.velostream.benchmarks.measure.Statistics;
import java.util.Optional;
import java.util.OptionalDouble;

/// What came out for one query.
///
/// @param query its id; `generator` for the tables alone
/// @param mode how it was driven
/// @param parallelism pipelines
/// @param events of one run, of all tables together
/// @param outputRows changes that one run put out
/// @param errors rows that were late or did not decode; must be 0
/// @param checksum of the net result
/// @param rates events per second
/// @param cpuSecondsPerMillion CPU time of the process per million events
/// @param allocatedBytesPerEvent heap that a run allocated
/// @param pregenerated whether the rows had been made before
/// @param flinkRate Flink's events per second, if there is a figure
/// @param failure why the figures count for nothing, if they do
public record NexmarkResult(
    String query,
    String title,
    String mode,
    int parallelism,
    long events,
    long outputRows,
    long errors,
    String checksum,
    Statistics rates,
    double cpuSecondsPerMillion,
    double allocatedBytesPerEvent,
    boolean pregenerated,
    OptionalDouble flinkRate,
    Optional<String> failure) {
  /// How many times as fast as Flink.
  public OptionalDouble ratio() {
    return flinkRate.isPresent() && failure.isEmpty()
        ? OptionalDouble.of(rates.median() / flinkRate.getAsDouble())
        : OptionalDouble.empty();
  }

  /// Whether the result was right and no row was lost.
  public boolean valid() {
    return failure.isEmpty() && errors == 0;
  }
}
