package io.velostream.runtime.checkpoint;

import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// Ends the epochs of a run, behind its back where that is possible, and answers those who wait for
/// a savepoint. Belongs to the thread of the run.
final class EpochEnds {
  private final Epochs epochs;
  private final Savepoints savepoints;
  private final SavingRecord record;
  private final Clock clock;

  /// While the run is left alone, no epoch ends in the background unless somebody waits for it:
  /// what saving takes from it is bounded, however much state changes.
  private final Pace pace;

  EpochEnds(Epochs epochs, Savepoints savepoints, SavingRecord record, Clock clock, Pace pace) {
    this.epochs = epochs;
    this.savepoints = savepoints;
    this.record = record;
    this.clock = clock;
    this.pace = pace;
  }

  /// Commits the epoch that was cut, if it is durable by now.
  void settle() throws IOException {
    long since = clock.monotonicNanos();
    ended(epochs.settle(), since);
  }

  /// Waits for the epoch that was cut, if there is one, and commits it.
  void await() throws IOException {
    long since = clock.monotonicNanos();
    ended(epochs.await(), since);
  }

  /// Whether an epoch can be cut or ended at this moment. If not, the one at hand goes on.
  ///
  /// @param urgent whether somebody waits for it
  boolean isFree(boolean urgent) throws IOException {
    settle();
    if (epochs.isUnderWay()
        || (!urgent && epochs.isBehind() && pace.rests(clock.monotonicNanos()))) {
      record.postpone();
      return false;
    }
    return true;
  }

  /// Ends an epoch, or cuts it to end later. The next one has begun then, unless the run is over.
  ///
  /// @param state what there is to save; not changed before the epoch has ended
  /// @param now whether it must have ended when this returns, as nothing will come behind it
  /// @param last whether the job is over
  /// @param standing how long the run has stood still for that already, in nanoseconds
  /// @return whether it was cut; if not, it goes on, since its state could not be written
  boolean end(
      Supplier<Epochs.State> state,
      Supplier<byte[]> journal,
      boolean now,
      boolean last,
      long standing)
      throws IOException {
    long since = clock.monotonicNanos() - standing;
    if (!now && epochs.isBehind()) {
      epochs.cut(state.get(), journal);
      savepoints.claim();
      long nanos = record.cut(since);
      pace.cut(clock.monotonicNanos(), nanos);
      return true;
    }
    Optional<Epochs.Ended> ended = epochs.end(state.get(), journal, last);
    if (ended.isEmpty()) {
      return false;
    }
    if (!last) {
      savepoints.claim();
    }
    record.cut(since);
    ended(ended, clock.monotonicNanos());
    if (!now) {
      epochs.begin();
    }
    return true;
  }

  private void ended(Optional<Epochs.Ended> epoch, long since) {
    if (epoch.isPresent()) {
      long standing = record.ended(epoch.get(), since, epochs.failures());
      pace.ended(standing, epoch.get().cpuNanos());
      savepoints.answer(epochs::copyLatest);
    }
  }
}
