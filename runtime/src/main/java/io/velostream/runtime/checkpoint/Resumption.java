package io.velostream.runtime.checkpoint;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.state.snapshot.StateInput;
import java.util.List;
import java.util.Optional;

/// From where a process goes on with a job.
///
/// @param run which run of the job it is
/// @param base what is restored; nothing for the beginning
/// @param states of the pipelines of the base
/// @param commits what the sink lacks and lies ready
/// @param replay what is to be run again first
/// @param finished whether nothing is left to do but the commits
/// @param isSavepoint whether the base is a savepoint, with which a new run begins
/// @param known all manifests that there are
record Resumption(
    long run,
    Optional<Manifest> base,
    List<StateInput> states,
    List<Manifest> commits,
    List<Manifest> replay,
    boolean finished,
    boolean isSavepoint,
    List<Manifest> known) {
  List<ReadPosition> places() {
    return base.map(manifest -> manifest.pipelines().getFirst().positions()).orElse(List.of());
  }

  /// The epoch of this run that was the last to end; none has where the base is a savepoint.
  long baseEpoch() {
    return isSavepoint ? 0 : base.map(manifest -> manifest.head().epoch()).orElse(0L);
  }

  boolean isStart() {
    return base.isEmpty() && replay.isEmpty();
  }
}
