package io.velostream.runtime.parallel;

import io.velostream.runtime.job.LastInput;
import java.io.IOException;

/// Something that a worker does bit by bit.
interface Task {
  /// Does a bit, if anything can be done now. Does not wait.
  ///
  /// @return whether it came further
  /// @throws IOException when a source or the sink fails
  boolean run() throws IOException;

  /// Whether nothing will ever be left to do.
  boolean isDone();

  /// What is being worked on. To be asked on the task's thread, after a fault too.
  LastInput input();
}
