package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;

/// Sees what a job writes, on the job's thread: it must be short, and must not throw.
@FunctionalInterface
public interface ResultListener {
  /// Rows have gone to the sink.
  ///
  /// @param rows valid during the call only
  void wrote(Schema schema, Batch rows);
}
