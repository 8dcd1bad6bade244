package io.velostream.runtime.job;

import io.velostream.runtime.pipeline.Pipeline;

/// Watches a run; called on the run's thread about ten times a second at most.
@FunctionalInterface
public interface ProgressListener {
  /// Watches nothing.
  ProgressListener NONE = _ -> {};

  /// How far the sources are.
  void progress(Pipeline.Progress progress);
}
