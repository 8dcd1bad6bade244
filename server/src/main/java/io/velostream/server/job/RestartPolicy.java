package io.velostream.server.job;

import io.velostream.runtime.job.LastInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether and when a failed job is tried again. Decisions are functions of what has happened; the
/// only chance in them is handed in.
///
/// @param first the wait after the first failure
/// @param longest the longest wait; each is twice the one before
/// @param healthy a run that has lasted this long makes earlier waits forgotten
/// @param sameInput so many failures on the same input end the trying
public record RestartPolicy(Duration first, Duration longest, Duration healthy, int sameInput) {
  /// 1 s, doubled up to 60 s, forgotten after 10 minutes; three failures on one input are enough.
  public static final RestartPolicy STANDARD =
      new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10), 3);

  /// So many of the inputs that a job has failed on are remembered.
  private static final int MOST_FAULTS = 16;

  /// What is remembered of a job's failures.
  ///
  /// @param failures in a row, none of them after a healthy run
  /// @param faults that have come, the one that came last being the first
  /// @param last the last one
  public record History(int failures, List<Fault> faults, Optional<JobFailure> last) {
    /// Of a job that has not failed yet.
    public static final History NONE = new History(0, List.of(), Optional.empty());

    public History {
      faults = List.copyOf(faults);
    }
  }

  /// An input that a job has failed on. Several rows may be at fault: which of them is met first
  /// may depend on which of several pipelines is faster, so that their failures come mixed.
  ///
  /// @param kind whose fault it is
  /// @param code that of the failure
  /// @param input what was being worked on the last time
  /// @param times how often it has failed on it
  public record Fault(JobFailure.Kind kind, String code, LastInput input, int times) {
    private boolean isBehind(JobFailure failure, LastInput on) {
      return kind == failure.kind() && code.equals(failure.code()) && input.overlaps(on);
    }
  }

  /// @param retryIn until the next try; empty when there is none
  /// @param reason why there is none; empty when there is one
  public record Decision(Optional<Duration> retryIn, String reason, History history) {}

  /// What is to be done after a failure.
  ///
  /// @param input what was being worked on
  /// @param lasted how long the run has lasted
  /// @param chance from 0 to 1: jobs that fail together are not tried again together
  public Decision after(
      JobFailure failure, LastInput input, Duration lasted, History before, double chance) {
    boolean wasHealthy = lasted.compareTo(healthy) >= 0;
    List<Fault> faults = new ArrayList<>();
    int repeated = 1;
    for (Fault fault : before.faults) {
      boolean forgotten = wasHealthy && !fault.input.isPlaced(); // it may be another one by now
      if (!forgotten && fault.isBehind(failure, input)) {
        repeated = Math.max(repeated, fault.times + 1);
      } else if (!forgotten) {
        faults.add(fault);
      }
    }
    faults.addFirst(new Fault(failure.kind(), failure.code(), input, repeated));
    int failures = wasHealthy ? 1 : before.failures + 1;
    List<Fault> remembered = faults.subList(0, Math.min(faults.size(), MOST_FAULTS));
    History history = new History(failures, remembered, Optional.of(failure));
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
