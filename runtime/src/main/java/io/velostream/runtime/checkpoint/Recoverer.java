package io.velostream.runtime.checkpoint;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.runtime.checkpoint.protocol.ManifestHead;
import io.velostream.runtime.checkpoint.protocol.Protocol;
import io.velostream.runtime.checkpoint.protocol.Recovery;
import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.runtime.checkpoint.store.DamagedCheckpointException;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.runtime.checkpoint.store.SavedPipeline;
import io.velostream.state.snapshot.StateInput;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds out how to go on with a job: asks the sink and the store, and has the protocol decide.
final class Recoverer {
  private final JobPlan job;
  private final CheckpointStore store;
  private final EpochWriter writer;
  private final long generation;

  Recoverer(JobPlan job, CheckpointStore store, EpochWriter writer, long generation) {
    this.job = job;
    this.store = store;
    this.writer = writer;
    this.generation = generation;
  }

  /// Shuts older processes out of the sink, and says from where to go on.
  ///
  /// @throws UserException when that is not possible without losing or repeating rows
  ///
  /// @param fresh whether to start over
  /// @param from the folder of the savepoint to start with if there is a start; empty for the
  ///   beginning. It may be gone when it is not needed any more
  /// @param files where it is
  Resumption recover(boolean fresh, String from, Files files) throws IOException {
    SinkProgress sink = writer.fence(owner(generation), false);
    CheckpointStore.Found found = store.manifests();
    List<Manifest> usable = new ArrayList<>(found.manifests());
    List<DamagedCheckpointException> damages = new ArrayList<>(found.damages());
    while (true) {
      Recovery recovery = fresh ? new Recovery.Start() : decide(usable, sink, writer.furthest());
      switch (recovery) {
        case Recovery.Start _ -> {
          Optional<CheckpointStore> savepoint = savepoint(from, files);
          Optional<Manifest> base = savepoint.isEmpty() ? Optional.empty() : only(savepoint.get());
          List<StateInput> states =
              base.isEmpty() ? List.of() : states(savepoint.get(), base.get().pipelines());
          writer.fence(owner(generation), true);
          return new Resumption(
              generation,
              base,
              states,
              List.of(),
              List.of(),
              false,
              base.isPresent(),
              found.manifests());
        }
        case Recovery.Refuse(String reason) -> {
          if (store.latestGeneration() > generation) {
            throw new FencedException("it has got further meanwhile");
          }
          throw refused(reason, damages);
        }
        case Recovery.Resume resume -> {
          Optional<Manifest> base = resume.base().map(found::of);
          try {
            return resumption(resume, base, found, files);
          } catch (DamagedCheckpointException e) {
            if (base.isEmpty()) {
              throw e; // the savepoint that the run began with
            }
            // An older one will do, if the sink is not beyond it.
            damages.add(e);
            usable.remove(base.get());
          }
        }
      }
    }
  }

  /// @param furthest the epoch that a part of the sink may have beyond the others
  private static Recovery decide(List<Manifest> usable, SinkProgress sink, long furthest) {
    List<ManifestHead> heads = usable.stream().map(Manifest::head).toList();
    long latest =
        heads.stream()
            .filter(head -> head.run() == sink.run())
            .mapToLong(ManifestHead::epoch)
            .max()
            .orElse(0);
    if (furthest > Math.max(latest, sink.epoch())) {
      return new Recovery.Refuse(
          "a part of the output holds epoch %d, but the latest checkpoint is that of epoch %d"
              .formatted(furthest, latest));
    }
    SinkProgress progress = sink.equals(SinkProgress.UNRECORDED) ? latest(heads) : sink;
    return Protocol.recover(heads, List.of(progress));
  }

  /// That of a sink which was given all that the latest manifest says before that was written.
  private static SinkProgress latest(List<ManifestHead> heads) {
    return heads.stream()
        .max(Comparator.comparingLong(ManifestHead::run).thenComparingLong(ManifestHead::epoch))
        .map(head -> new SinkProgress(head.run(), head.epoch(), head.last()))
        .orElse(SinkProgress.NONE);
  }

  private SinkOwner owner(long run) {
    return new SinkOwner(job.name(), run, generation);
  }

  private Resumption resumption(
      Recovery.Resume resume, Optional<Manifest> base, CheckpointStore.Found found, Files files)
      throws IOException {
    List<Manifest> commits = resume.commits().getFirst().stream().map(found::of).toList();
    List<Manifest> replay = resume.replay().stream().map(found::of).toList();
    Manifest latest = replay.isEmpty() ? base.orElseThrow() : replay.getLast();
    if (!latest.plan().equals(job.text())) {
      throw changed(latest);
    }
    if (base.isEmpty()) {
      Optional<Origin> origin = Resumption.origin(replay.getFirst());
      if (origin.isPresent()) {
        return behind(origin.get(), latest.head().run(), replay, found, files);
      }
    }
    return new Resumption(
        latest.head().run(),
        base,
        states(store, recoveredState(resume, base)),
        commits,
        replay,
        resume.finished(),
        false,
        found.manifests());
  }

  /// Goes on from the savepoint that a run has begun with, as the sink lacks all that came behind.
  private Resumption behind(
      Origin origin, long run, List<Manifest> replay, CheckpointStore.Found found, Files files)
      throws IOException {
    CheckpointStore savepoint = savepoint(origin.folder(), files).orElseThrow();
    Manifest base = only(savepoint).orElseThrow();
    if (!origin.is(base.head())) {
      throw new UserException(
              ErrorCode.BAD_INPUT,
              "the savepoint in '%s' is not the one that the job '%s' has begun with"
                  .formatted(origin.folder(), job.name()))
          .hint("bring that back, or start over: --fresh, or START JOB … FRESH");
    }
    // Of a job that was complete all that is left is to say so.
    List<SavedPipeline> pipelines = base.head().last() ? List.of() : base.pipelines();
    return new Resumption(
        run,
        Optional.of(base),
        states(savepoint, pipelines),
        List.of(),
        replay,
        false,
        true,
        found.manifests());
  }

  /// What is to be restored: nothing if all that is left are commits.
  private static List<SavedPipeline> recoveredState(
      Recovery.Resume resume, Optional<Manifest> base) {
    return resume.finished() ? List.of() : base.map(Manifest::pipelines).orElse(List.of());
  }

  private static List<StateInput> states(CheckpointStore store, List<SavedPipeline> pipelines)
      throws IOException {
    List<StateInput> states = new ArrayList<>();
    for (SavedPipeline pipeline : pipelines) {
      states.add(store.state(pipeline));
    }
    return states;
  }

  private Optional<CheckpointStore> savepoint(String folder, Files files) throws IOException {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    if (!files.isFolder(folder)) {
      throw noSavepoint(folder); // rather than make the folder, and find it empty
    }
    return Optional.of(CheckpointStore.open(folder, files));
  }

  /// What a savepoint is of.
  ///
  /// @throws UserException when there is none that fits
  private Optional<Manifest> only(CheckpointStore savepoint) throws IOException {
    CheckpointStore.Found found = savepoint.manifests();
    if (!found.damages().isEmpty()) {
      throw found.damages().getFirst();
    }
    if (found.manifests().size() != 1) {
      throw noSavepoint(savepoint.folder());
    }
    Manifest manifest = found.manifests().getFirst();
    if (!manifest.plan().equals(job.text())) {
      throw changed(manifest);
    }
    return Optional.of(manifest);
  }

  private UserException noSavepoint(String folder) {
    return new UserException(
            ErrorCode.BAD_INPUT,
            "there is no savepoint of the job '%s' in '%s'".formatted(job.copies(), folder))
        .hint("name the folder that it was written to");
  }

  private UserException changed(Manifest latest) {
    return new UserException(
            ErrorCode.INVALID_STATEMENT,
            "the job '%s' has changed since its checkpoint of epoch %d was made:%n%s"
                .formatted(
                    job.name(),
                    latest.head().epoch(),
                    PlanDifference.of(latest.plan(), job.text()).indent(2).stripTrailing()))
        .hint(
            "bring the statement back to what it was, or start over: --fresh, or START JOB …"
                + " FRESH");
  }

  private UserException refused(String reason, List<DamagedCheckpointException> damages) {
    StringBuilder message =
        new StringBuilder("the job '" + job.name() + "' cannot be resumed: " + reason);
    damages.forEach(damage -> message.append("; ").append(damage.getMessage()));
    return new UserException(ErrorCode.BAD_INPUT, message.toString())
        .hint(
            "start over (--fresh, or START JOB … FRESH); the rows that were committed before stay"
                + " as they are");
  }
}
