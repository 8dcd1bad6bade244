package io.velostream.runtime.checkpoint;

import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.stream.seam.Clock;

/// Adds up what the saving of a run costs. Belongs to the thread of the run; any thread may take
/// the figures.
final class SavingRecord {
  private final Clock clock;
  private volatile CheckpointFigures figures;
  private long standing;
  private long longest;
  private long postponed;
  private long written;
  private boolean isPostponed;

  /// @param base the epoch after which the run goes on
  SavingRecord(Clock clock, long base) {
    this.clock = clock;
    this.figures = CheckpointFigures.none(base);
  }

  CheckpointFigures figures() {
    return figures;
  }

  /// An epoch should have been cut and was not: the one before is still being written, or has held
  /// up the run for long.
  void postpone() {
    if (!isPostponed) {
      isPostponed = true;
      postponed++;
    }
  }

  /// An epoch was cut.
  ///
  /// @param since when the run has stood still for that, by the monotonic clock
  /// @return how long that is
  long cut(long since) {
    isPostponed = false;
    standing = clock.monotonicNanos() - since;
    return standing;
  }

  /// An epoch has ended.
  ///
  /// @param since when the run has stood still for that, after it was cut
  /// @param failures of all writing so far
  /// @return how long it has stood still after that
  long ended(Epochs.Ended epoch, long since, long failures) {
    long now = clock.monotonicNanos();
    long nanos = standing + now - since;
    longest = Math.max(longest, nanos);
    written += epoch.writtenBytes();
    figures =
        new CheckpointFigures(
            figures.resumedAfter(),
            epoch.epoch(),
            clock.wallMicros(),
            nanos,
            longest,
            now - epoch.cutAt(),
            epoch.bytes(),
            epoch.writtenBytes(),
            written,
            postponed,
            failures);
    return now - since;
  }
}
