package io.velostream.benchmarks.checkpoint;

import io.velostream.benchmarks.measure.Statistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What saving costs in one case. Rates are of the time from when all keys had come to the last
/// row.
///
/// @param of the case
/// @param plainRate rows per second without checkpoints, the median
/// @param savedRate the same with them
/// @param timeCost how much longer a row takes with checkpoints, in percent
/// @param cpuCost how much more CPU time of the process, in percent
/// @param epochs of all timed runs with checkpoints
/// @param postponed of these, how many took longer than the interval
/// @param standing how long the job stood still for an epoch, in milliseconds
/// @param durations from where an epoch ends until it was durable, in milliseconds
/// @param stateBytes in memory
/// @param writtenBytes of state, for an epoch on average
/// @param savedBytes of all state in a savepoint
/// @param restoreSeconds from the statement until the job has gone on from the savepoint, the
///   median
public record CheckpointCost(
    Case of,
    double plainRate,
    double savedRate,
    double timeCost,
    double cpuCost,
    int epochs,
    long postponed,
    Spread standing,
    Spread durations,
    long stateBytes,
    long writtenBytes,
    long savedBytes,
    double restoreSeconds) {
  /// What is measured.
  ///
  /// @param hot percent of the keys that rows have once each key has come once
  public record Case(long rows, int groups, int pipelines, int hot, String interval) {}

  /// Of some figures.
  public record Spread(double p50, double p99, double max) {
    static Spread of(List<Double> figures) {
      if (figures.isEmpty()) {
        return new Spread(0, 0, 0);
      }
      List<Double> sorted = figures.stream().sorted().toList();
      return new Spread(at(sorted, 50), at(sorted, 99), sorted.getLast());
    }

    /// The least figure that so many percent of all are not above.
    private static double at(List<Double> sorted, int percent) {
      return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }
  }

  static CheckpointCost of(
      Case of, List<RunOutcome> plain, List<RunOutcome> saved, List<Double> restores, long bytes) {
    double plainRate = median(plain, RunOutcome::rowsPerSecond);
    double savedRate = median(saved, RunOutcome::rowsPerSecond);
    double plainCpu = median(plain, RunOutcome::cpuNanosPerRow);
    double savedCpu = median(saved, RunOutcome::cpuNanosPerRow);
    int epochs = saved.stream().mapToInt(run -> run.standing().size()).sum();
    long written = saved.stream().mapToLong(RunOutcome::writtenBytes).sum();
    return new CheckpointCost(
        of,
        plainRate,
        savedRate,
        percentAbove(plainRate, savedRate),
        percentAbove(savedCpu, plainCpu),
        epochs,
        saved.stream().mapToLong(RunOutcome::postponed).sum(),
        Spread.of(saved.stream().flatMap(run -> run.standing().stream()).toList()),
        Spread.of(saved.stream().flatMap(run -> run.durations().stream()).toList()),
        plain.stream().mapToLong(RunOutcome::stateBytes).max().orElseThrow(),
        written / Math.max(1, epochs),
        bytes,
        Statistics.of(restores).median());
  }

  /// 0 where a run was too short to tell.
  private static double percentAbove(double figure, double base) {
    return base > 0 ? 100 * (figure / base - 1) : 0;
  }

  private static double median(List<RunOutcome> runs, ToDoubleFunction<RunOutcome> figure) {
    return Statistics.of(runs.stream().map(figure::applyAsDouble).toList()).median();
  }
}
