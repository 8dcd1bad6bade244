package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;

/// Hears of a run, on its thread.
public interface JobObserver {
  /// Its sources are open.
  void began();

  /// Rows have gone to its sink.
  ///
  /// @param rows valid during the call only
  void wrote(Schema schema, Batch rows);
}
