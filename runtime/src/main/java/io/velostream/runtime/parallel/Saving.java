package io.velostream.runtime.parallel;

import io.velostream.runtime.job.CheckpointFigures;
import java.io.IOException;
import java.util.function.LongSupplier;

/// Saves a run in several pipelines at the ends of epochs. All calls come from the thread that
/// called the run, which also calls the writer.
public interface Saving {
  /// Whether an epoch should end as soon as it can; asked all the time, but not while one is about
  /// to. Not while the state of another one is still needed.
  ///
  /// @param now of the monotonic clock
  /// @param wanted whether the run is to go on; if not, an epoch should end in any case
  /// @param rows how many were read since the job began, by about now
  /// @throws IOException when the run cannot go on
  boolean isDue(long now, boolean wanted, LongSupplier rows) throws IOException;

  /// How the saving stands.
  CheckpointFigures figures();

  /// An epoch has ended: the writer has got all rows of it, and nothing of the next one.
  ///
  /// @param state not changed before the next epoch is due
  /// @param more whether the run goes on; if not, the epoch is saved when this returns
  /// @throws IOException when the run cannot go on
  void save(TeamState state, boolean more) throws IOException;
}
