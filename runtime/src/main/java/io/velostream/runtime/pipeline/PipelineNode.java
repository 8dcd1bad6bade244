package io.velostream.runtime.pipeline;

import io.velostream.columnar.MemorySized;

/// A vertex of a running pipeline.
interface PipelineNode extends MemorySized {
  /// Ends the step for this node; all nodes upstream have ended theirs.
  void endStep();

  /// The watermark of what this node has put out, as of the last ended step.
  long watermark();

  /// Rows of state held.
  long stateRows();
}
