package io.velostream.server.job;

import io.velostream.runtime.checkpoint.Savepoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// One run of a job. [#run] belongs to one thread; the others may be called by any, and do not
/// wait.
public interface JobRun {
  /// How a run has ended.
  enum End {
    /// The input has ended, and all is committed.
    FINISHED,
    /// It was asked to stop. What a job with endless input has put out is committed; a job whose
    /// input ends commits all or nothing, so that nobody takes a part of its output for the whole.
    STOPPED
  }

  /// Runs to the end. Whatever it throws is a failure of this job alone.
  End run();

  /// Holds it at the next border between steps.
  void hold();

  /// Lets it go on.
  void release();

  /// Asks it to end at the next border between steps, also when it is held.
  void end();

  /// Asks for a copy of what it is saved as, made as soon as it can.
  ///
  /// @param folder gets a folder for it
  /// @return fails when the run is not saved, ends before, or the copy cannot be written: the run
  ///   goes on
  CompletableFuture<Savepoint> savepoint(String folder);

  /// How long none of its steps has ended; zero when it is held, or waits for its input.
  default Duration silence() {
    return Duration.ZERO;
  }

  /// What it last said about itself.
  JobReport report();
}
