package io.velostream.server.job;

import java.time.Duration;
import java.util.Optional;

/// Whether and when a failed job is tried again. Decisions are functions of what has happened; the
/// only chance in them is handed in.
///
/// @param first the wait after the first failure
/// @param longest the longest wait; each is twice the one before
/// @param healthy a run that has lasted this long makes earlier waits forgotten
/// @param sameInput so many failures in a row on the same input end the trying
public record RestartPolicy(Duration first, Duration longest, Duration healthy, int sameInput) {
  /// 1 s, doubled up to 60 s, forgotten after 10 minutes; three failures on one input are enough.
  public static final RestartPolicy STANDARD =
      new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10), 3);

  /// What is remembered of a job's failures.
  ///
  /// @param failures in a row, none of them after a healthy run
  /// @param repeated how often the last one came in a row
  /// @param last the last one
  public record History(int failures, int repeated, Optional<JobFailure> last) {
    /// Of a job that has not failed yet.
    public static final History NONE = new History(0, 0, Optional.empty());
  }

  /// @param retryIn until the next try; empty when there is none
  /// @param reason why there is none; empty when there is one
  public record Decision(Optional<Duration> retryIn, String reason, History history) {}

  /// What is to be done after a failure.
  ///
  /// @param lasted how long the run has lasted
  /// @param chance from 0 to 1: jobs that fail together are not tried again together
  public Decision after(JobFailure failure, Duration lasted, History before, double chance) {
    boolean repeats = before.last.isPresent() && failure.repeats(before.last.get());
    int repeated = repeats ? before.repeated + 1 : 1;
    int failures = lasted.compareTo(healthy) >= 0 ? 1 : before.failures + 1;
    History history = new History(failures, repeated, Optional.of(failure));
    return switch (failure.kind()) {
      case STATEMENT -> giveUp("the statement is at fault, whatever it reads", history);
      case LIMIT -> giveUp("it has come to a limit, and would again", history);
      case ENVIRONMENT -> retry(history, chance);
      case INPUT, INTERNAL ->
          repeated >= sameInput
              ? giveUp(poison(failure, repeated), history)
              : retry(history, chance);
    };
  }

  private static String poison(JobFailure failure, int times) {
    return failure.input().isEmpty()
        ? "it has failed %d times in the same way".formatted(times)
        : "it has failed %d times on the same input: %s".formatted(times, failure.input());
  }

  private static Decision giveUp(String reason, History history) {
    return new Decision(Optional.empty(), reason, history);
  }

  /// Half of the wait is fixed, half of it is chance.
  private Decision retry(History history, double chance) {
    int doublings = Math.min(history.failures - 1, Long.SIZE - 2);
    double wished = first.toNanos() * Math.pow(2, doublings);
    double whole = Math.min(wished, (double) longest.toNanos());
    Duration wait = Duration.ofNanos((long) (whole / 2 + whole / 2 * chance));
    return new Decision(Optional.of(wait), "", history);
  }
}
