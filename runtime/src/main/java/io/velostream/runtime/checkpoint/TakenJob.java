package io.velostream.runtime.checkpoint;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.FencedException;
import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.Optional;

/// A job that this process has taken over: older processes are shut out, and the sink has all that
/// lay ready for it.
///
/// @param from where to go on
/// @param epochs ends the epochs to come
record TakenJob(Resumption from, Epochs epochs) {
  /// Takes a job over.
  ///
  /// @throws IOException when the sink or the store fails
  static TakenJob take(JobPlan job, CheckpointPolicy policy, World world, EpochWriter writer)
      throws IOException {
    CheckpointStore store = CheckpointStore.open(policy.folder(), world.files());
    long generation = store.takeGeneration();
    Resumption from;
    try {
      from =
          new Recoverer(job, store, writer, generation)
              .recover(policy.fresh(), policy.from(), world.files());
    } catch (FencedException e) {
      if (e.newest() <= generation || store.latestGeneration() > generation) {
        throw e;
      }
      // Nobody has taken the job over here: the output knows processes that the folder does not.
      if (!policy.fresh()) {
        throw lost(job, policy, e);
      }
      generation = store.takeGeneration(e.newest());
      from =
          new Recoverer(job, store, writer, generation).recover(true, policy.from(), world.files());
    }
    store.forgetOlder(generation);
    for (Manifest ready : from.commits()) {
      writer.commit(ready.head().epoch(), ready.sinks().getFirst().staged(), ready.head().last());
    }
    Epochs epochs =
        new Epochs(
            job,
            store,
            world,
            policy,
            from.run(),
            generation,
            writer,
            from.known(),
            from.baseEpoch(),
            from.base().map(Manifest::rowsOut).orElse(0L));
    Optional<Manifest> base = from.base();
    boolean begins = from.isSavepoint() && from.replay().isEmpty();
    if (begins && base.isPresent() && base.get().head().last()) {
      epochs.endComplete(base.get(), policy.from());
      return new TakenJob(from.complete(), epochs);
    }
    return new TakenJob(from, epochs);
  }

  private static UserException lost(JobPlan job, CheckpointPolicy policy, FencedException found) {
    UserException error =
        new UserException(
                ErrorCode.BAD_INPUT,
                ("the output of the job '%s' was written by its process number %d, of which '%s'"
                        + " has no checkpoint")
                    .formatted(job.name(), found.newest(), policy.folder()))
            .hint(
                "bring the folder of its checkpoints back, or start over (--fresh, or START JOB …"
                    + " FRESH)");
    error.initCause(found);
    return error;
  }

  /// How it goes on, for people; empty at the start of a job.
  String note() {
    if (from.finished()) {
      return "it was complete already; --fresh runs it again";
    }
    if (from.isSavepoint()) {
      return "started from a savepoint (%d rows)"
          .formatted(from.base().map(Manifest::rowsIn).orElse(0L));
    }
    return from.isStart()
        ? ""
        : "resumed after epoch %d (%d rows)"
            .formatted(from.baseEpoch(), from.base().map(Manifest::rowsIn).orElse(0L));
  }
}
