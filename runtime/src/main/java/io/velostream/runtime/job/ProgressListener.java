package io.velostream.runtime.job;

import io.velostream.columnar.Batch;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.retry.SinkHealth;

/// Watches a run and may hold or end it; called on the run's thread.
@FunctionalInterface
public interface ProgressListener {
  /// Watches nothing.
  ProgressListener NONE = _ -> {};

  /// How far the sources are; about ten times a second at most.
  void progress(Pipeline.Progress progress);

  /// A run begins.
  ///
  /// @param view figures of the run; to be read on this thread only, also after the run has ended
  default void begins(RunView view) {}

  /// A statement begins.
  ///
  /// @param counts the rows at fault that it leaves out; grows as it runs, and may be looked at by
  ///   any thread
  default void faults(FaultCounts counts) {}

  /// Asked before each step. It may wait here, which pauses the run.
  ///
  /// @return whether to go on; otherwise the run ends here. What it has put out so far is
  ///   committed; what operators still hold is saved if the run can be resumed, otherwise it is not
  ///   put out
  default boolean proceed() {
    return true;
  }

  /// Rows went to a writer.
  ///
  /// @param branch the position of its plan among those that run side by side
  /// @param batch valid during the call only
  default void wrote(int branch, Batch batch) {}

  /// A sink could not be reached, is tried again, or is back.
  ///
  /// @param health how it stands with it; sinks that never fail are not heard of
  default void sink(SinkHealth health) {}
}
