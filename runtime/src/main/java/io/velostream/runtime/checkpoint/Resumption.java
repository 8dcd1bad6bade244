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
/// @param isSavepoint whether the base is a savepoint, with which the run begins
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
  /// Where the sources go on; empty for where they begin.
  List<ReadPosition> places() {
    if (base.isPresent()) {
      return positions(base.get());
    }
    return replay.isEmpty() ? List.of() : starts(replay.getFirst());
  }

  private static List<ReadPosition> positions(Manifest manifest) {
    return manifest.pipelines().getFirst().positions();
  }

  private static List<ReadPosition> starts(Manifest first) {
    return first.journal().length == 0 ? List.of() : journal(first).starts();
  }

  /// The savepoint that a first epoch, which is to be run again, came behind.
  static Optional<Origin> origin(Manifest first) {
    return first.journal().length == 0 ? Optional.empty() : journal(first).origin();
  }

  private static EpochJournal.Replay journal(Manifest first) {
    return new EpochJournal.Replay(first.journal(), positions(first).size());
  }

  /// The epoch of this run that was the last to end; none has where the base is a savepoint.
  long baseEpoch() {
    return isSavepoint ? 0 : base.map(manifest -> manifest.head().epoch()).orElse(0L);
  }

  /// The same with nothing left to do.
  Resumption complete() {
    return new Resumption(run, base, List.of(), commits, replay, true, isSavepoint, known);
  }

  boolean isStart() {
    return base.isEmpty() && replay.isEmpty();
  }
}
