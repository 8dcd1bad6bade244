package io.velostream.runtime.parallel;

import io.velostream.runtime.job.CheckpointFigures;
import java.io.IOException;
import java.util.function.LongSupplier;

/// Saves a run in several pipelines at the ends of epochs. All calls come from the thread that
/// called the run, which also calls the writer.
public interface Saving {
  /// Whether an epoch should end as soon as it can; asked all the time, but not while one is about
  /// to.
  ///
  /// @param now of the monotonic clock
  /// @param rows how many were read since the job began, by about now
  boolean isDue(long now, LongSupplier rows);

  /// How the saving stands.
  CheckpointFigures figures();

  /// An epoch has ended: the writer has got all rows of it, and nothing of the next one.
  ///
  /// @throws IOException when the run cannot go on
  void save(TeamState state) throws IOException;
}
