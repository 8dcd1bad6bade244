package io.velostream.runtime.checkpoint;

import io.velostream.stream.seam.Clock;
import org.jspecify.annotations.Nullable;

/// The time of day as the steps of a job see it: that of the machine, noted in a journal, or that
/// of an epoch that is run again.
final class EpochClock implements Clock {
  private final Clock clock;
  private @Nullable EpochJournal journal;
  private EpochJournal.@Nullable Replay replay;

  EpochClock(Clock clock) {
    this.clock = clock;
  }

  void noteIn(EpochJournal target) {
    journal = target;
  }

  void replay(EpochJournal.@Nullable Replay source) {
    replay = source;
  }

  @Override
  public long wallMicros() {
    EpochJournal.Replay again = replay;
    if (again != null) {
      return again.time();
    }
    long now = clock.wallMicros();
    if (journal != null) {
      journal.time(now);
    }
    return now;
  }

  @Override
  public long monotonicNanos() {
    return clock.monotonicNanos();
  }

  @Override
  public void waitUntil(long nanos) {
    clock.waitUntil(nanos);
  }
}
