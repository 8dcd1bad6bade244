package io.velostream.runtime.pipeline;

import io.velostream.columnar.MemorySized;
import io.velostream.operators.join.LookupJoin;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Optional;

/// A vertex of a running pipeline.
interface PipelineNode extends MemorySized {
  /// Ends the step for this node; all nodes upstream have ended theirs.
  void endStep();

  /// The watermark of what this node has put out, as of the last ended step.
  long watermark();

  /// Whether it has nothing to say about event time at present, so that others need not wait for
  /// it.
  default boolean isIdle() {
    return false;
  }

  /// Whether rows come from here that rows of other tables wait for.
  default boolean isLoading() {
    return false;
  }

  /// How far that is, while [#isLoading()].
  default NodeFigures.Loading loading() {
    return NodeFigures.Loading.NONE;
  }

  /// What it has looked up, if it does.
  default Optional<LookupJoin.Lookups> lookups() {
    return Optional.empty();
  }

  /// Writes what the node remembers, as one block; called between steps.
  void save(StateOutput out);

  /// Takes up what a node of the same place has saved.
  ///
  /// @param keys the key groups that this pipeline has from now on
  void restore(StateInput in, KeyRange keys);

  /// Rows of state held.
  long stateRows();

  /// Rows or groups of state that were forgotten because of their age or number.
  default long droppedState() {
    return 0;
  }
}
