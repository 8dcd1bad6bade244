package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.runtime.job.CheckpointFigures;

/// Hears of a run, on its thread.
public interface JobObserver {
  /// Its sources are open.
  void began();

  /// An epoch has ended, and is saved. Some may be passed over where they are short.
  default void saved(CheckpointFigures figures) {}

  /// Rows have gone to its sink.
  ///
  /// @param rows valid during the call only
  void wrote(Schema schema, Batch rows);
}
