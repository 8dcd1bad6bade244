package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.runtime.checkpoint.protocol.ManifestHead;
import io.velostream.runtime.checkpoint.protocol.Protocol;
import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.runtime.checkpoint.store.SavedPipeline;
import io.velostream.runtime.checkpoint.store.SavedSink;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Threads;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Ends the epochs of a job in execution. The state of an epoch and its staged output are durable
/// before the manifest is, that before the sink commits; then what nobody needs any more is
/// deleted.
///
/// Where the sink overlaps epochs, state and manifest are written in the background: an epoch is
/// cut first, and ends later. All else, the sink above all, is left to the thread of the job.
final class Epochs implements AutoCloseable {
  /// How long a state that could not be written waits for the next attempt, at least.
  private static final long SHORTEST_RETRY = 100_000_000L;

  private final JobPlan job;
  private final CheckpointStore store;
  private final Clock clock;
  private final Threads threads;
  private final long retryNanos;
  private final int retain;
  private final long run;
  private final long generation;
  private final EpochWriter writer;
  private final OutputDigest digest = new OutputDigest();
  private final List<Manifest> manifests;
  private final long rowsOutBefore;
  private final List<String> warnings = new ArrayList<>();

  /// Savepoints that are being written.
  private final List<Copy> copies = new ArrayList<>();

  /// What nobody needs any more, and is deleted with the next epoch.
  private final List<ManifestHead> gone = new ArrayList<>();

  private @Nullable UnderWay underWay;
  private int failures;
  private long epoch;

  /// @param manifests all that there are
  /// @param epoch the last one that was ended
  Epochs(
      JobPlan job,
      CheckpointStore store,
      World world,
      CheckpointPolicy policy,
      long run,
      long generation,
      EpochWriter writer,
      List<Manifest> manifests,
      long epoch,
      long rowsOutBefore) {
    this.job = job;
    this.store = store;
    this.clock = world.clock();
    this.threads = world.threads();
    this.retryNanos = Math.max(policy.intervalNanos(), SHORTEST_RETRY);
    this.retain = policy.retain();
    this.run = run;
    this.generation = generation;
    this.writer = writer;
    this.manifests = new ArrayList<>(manifests);
    this.epoch = epoch;
    this.rowsOutBefore = rowsOutBefore;
  }

  /// Takes the output of the steps.
  void write(Batch batch) {
    write(0, batch, (_, rows) -> writer.write(rows));
  }

  /// Takes the output that the steps have for one of several plans.
  ///
  /// @param results hands it on to the writer
  void write(int branch, Batch batch, BranchRows results) {
    digest.add(branch, batch);
    try {
      results.write(branch, batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long rowsOut() {
    return rowsOutBefore + digest.changes();
  }

  /// The number of the epoch that was begun last.
  long last() {
    return epoch;
  }

  void begin() throws IOException {
    epoch++;
    writer.begin(epoch);
  }

  /// Ends an epoch that was run before, and gives the sink what it lacks.
  ///
  /// @throws EnvironmentException when it has not come to what it came to before
  void endAgain(Manifest before) throws IOException {
    boolean last = before.head().last();
    StagedEpoch staged = writer.stage(last);
    long now = digest.take();
    long then = before.sinks().getFirst().digest();
    if (now != then) {
      String what =
          "epoch %d was run again and has not given what it gave before (digest %x, before %x)"
              .formatted(epoch, now, then);
      throw new EnvironmentException(
          what + "; the job stops before anything is lost or repeated",
          new IOException(what),
          false);
    }
    writer.commit(epoch, staged, last);
  }

  /// What the pipelines remember when an epoch ends.
  ///
  /// @param pipelines by pipeline, its state, one part behind the other; not to be touched before
  ///   the epoch has ended
  /// @param positions by source
  /// @param rowsIn read since the job began
  record State(List<List<StateOutput>> pipelines, List<ReadPosition> positions, long rowsIn) {}

  /// An epoch that has ended: it is durable, and the sink has committed it.
  ///
  /// @param bytes of its state
  /// @param writtenBytes of these that were written for it
  /// @param cutAt when its last step had ended, by the monotonic clock
  /// @param cpuNanos CPU time that has gone into writing it in the background
  record Ended(long epoch, long bytes, long writtenBytes, long cutAt, long cpuNanos) {}

  /// What waits for a save.
  private record UnderWay(
      EpochSave save, long epoch, StagedEpoch staged, Threads.Started thread, long cutAt) {}

  /// Whether the next epoch is run while the state of one is being written.
  boolean isBehind() {
    return writer.overlaps() && !threads.equals(Threads.NONE);
  }

  /// Whether an epoch was cut that has not ended yet. Another one cannot be cut before.
  boolean isUnderWay() {
    return underWay != null;
  }

  /// Cuts an epoch between two steps, to be saved in the background, and begins the next one.
  ///
  /// The sink has all rows of the epoch then. When its state cannot be written, that is tried again
  /// later, and the epoch ends later; too many such failures in a row end the job.
  void cut(State state, Supplier<byte[]> journal) throws IOException {
    if (underWay != null) {
      throw new IllegalStateException("an epoch is under way");
    }
    long cutAt = clock.monotonicNanos();
    StagedEpoch staged = writer.stage(false);
    Unsaved unsaved = new Unsaved(state, staged, digest.take(), journal.get(), rowsOut());
    long number = epoch;
    EpochSave save =
        new EpochSave(
            store,
            clock,
            retryNanos,
            number,
            generation,
            state.pipelines(),
            saved -> manifest(number, unsaved, saved, false),
            garbage());
    Threads.Started thread = threads.start(job.name() + "-save", save);
    underWay = new UnderWay(save, number, staged, thread, cutAt);
    begin();
  }

  /// Has the sink commit the epoch that was cut, if its manifest is durable by now.
  ///
  /// @return the epoch, when it has ended by this call
  /// @throws IOException when it cannot end
  Optional<Ended> settle() throws IOException {
    UnderWay cut = underWay;
    if (cut == null || !cut.save().isDone()) {
      return Optional.empty();
    }
    underWay = null;
    cut.thread().awaitEnd();
    warnings.addAll(cut.save().warnings());
    Manifest manifest = cut.save().published();
    manifests.add(manifest);
    writer.commit(cut.epoch(), cut.staged(), false);
    forget(cut.epoch());
    return Optional.of(ended(manifest, cut.cutAt(), cut.save().cpuNanos()));
  }

  /// Waits for the epoch that was cut, and has the sink commit it.
  ///
  /// @return the epoch; nothing when none was under way
  /// @throws IOException when it cannot end
  Optional<Ended> await() throws IOException {
    UnderWay cut = underWay;
    if (cut == null) {
      return Optional.empty();
    }
    cut.thread().awaitEnd();
    return settle();
  }

  /// Ends the epoch between two steps, before this returns.
  ///
  /// When its state cannot be written it does not end, and the job can go on: nothing of it has
  /// become visible, and it may end later. Too many such failures in a row end the job.
  ///
  /// @param last whether the job is over
  /// @return nothing when it has not ended
  Optional<Ended> end(State state, Supplier<byte[]> journal, boolean last) throws IOException {
    if (underWay != null) {
      throw new IllegalStateException("an epoch is under way");
    }
    long cutAt = clock.monotonicNanos();
    List<SavedPipeline> saved;
    try {
      saved = store.saveState(epoch, generation, state.pipelines());
    } catch (IOException e) {
      failures++;
      if (failures >= EpochSave.MOST_FAILURES) {
        throw e;
      }
      warnings.add("epoch %d could not be saved, and goes on: %s".formatted(epoch, e));
      // At the end there is no later time to try again.
      return last ? end(state, journal, true) : Optional.empty();
    }
    failures = 0;
    StagedEpoch staged = writer.stage(last);
    Unsaved unsaved = new Unsaved(state, staged, digest.take(), journal.get(), rowsOut());
    Manifest manifest = manifest(epoch, unsaved, saved, last);
    store.publish(manifest);
    manifests.add(manifest);
    writer.commit(epoch, staged, last);
    forget(epoch);
    garbage().delete();
    return Optional.of(ended(manifest, cutAt, 0));
  }

  /// All about an epoch but where its state lies.
  private record Unsaved(
      State state, StagedEpoch staged, long digest, byte[] journal, long rowsOut) {}

  private Manifest manifest(long number, Unsaved unsaved, List<SavedPipeline> saved, boolean last) {
    List<SavedPipeline> pipelines = new ArrayList<>();
    for (SavedPipeline each : saved) {
      pipelines.add(
          new SavedPipeline(
              pipelines.isEmpty() ? unsaved.state().positions() : List.of(), each.extents()));
    }
    return new Manifest(
        new ManifestHead(run, number, generation, last, List.of(unsaved.staged().isDurable())),
        job.text(),
        KeyGroups.COUNT,
        pipelines,
        List.of(new SavedSink(unsaved.staged(), unsaved.digest())),
        unsaved.journal(),
        unsaved.state().rowsIn(),
        unsaved.rowsOut());
  }

  private Ended ended(Manifest manifest, long cutAt, long cpuNanos) {
    store.retireUseless(manifest);
    long bytes = 0;
    long written = 0;
    for (SavedPipeline pipeline : manifest.pipelines()) {
      bytes += pipeline.stateBytes();
      written += CheckpointStore.writtenBytes(manifest.head(), pipeline);
    }
    return new Ended(manifest.head().epoch(), bytes, written, cutAt, cpuNanos);
  }

  /// Copies the epoch that has ended last, behind the back of the job if there are threads. What it
  /// needs is kept until that is done.
  ///
  /// @param folder gets a folder for the job
  /// @param before what comes before it in a set of statements, copied first
  /// @param answer completed when the copy is there, or fails with an [IOException]
  void copyLatest(String folder, Savepoints.Before before, CompletableFuture<Savepoint> answer) {
    Manifest latest = manifests.getLast();
    Runnable work = () -> copy(latest, folder, before, answer);
    if (threads.equals(Threads.NONE)) {
      work.run();
    } else {
      copies.add(new Copy(latest, answer, threads.start(job.name() + "-savepoint", work)));
    }
  }

  private record Copy(Manifest of, CompletableFuture<Savepoint> answer, Threads.Started thread) {}

  private void copy(
      Manifest latest,
      String folder,
      Savepoints.Before before,
      CompletableFuture<Savepoint> answer) {
    try {
      for (Savepoints.EndedJob earlier : before.ended()) {
        earlier.copyTo(folder);
      }
      String own = folder + "/" + job.copies();
      store.copy(latest, own);
      answer.complete(
          new Savepoint(
              job.copies(), before.ofSet() ? folder : own, latest.head().epoch(), latest.rowsIn()));
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  /// Has the last epoch of the job copied with those of statements to come, if the job is complete.
  void keepFor(Savepoints savepoints) {
    manifests.stream()
        .filter(manifest -> manifest.head().last() && manifest.head().run() == run)
        .findFirst()
        .ifPresent(
            last -> savepoints.keep(folder -> store.copy(last, folder + "/" + job.copies())));
  }

  /// Ends the only epoch of a job that was complete where it was copied.
  ///
  /// @param copied what it was
  /// @param folder where it was copied to
  void endComplete(Manifest copied, String folder) throws IOException {
    begin();
    List<ReadPosition> positions = copied.pipelines().getFirst().positions();
    State nothing = new State(List.of(List.of()), positions, copied.rowsIn());
    EpochJournal journal = new EpochJournal(positions.size());
    journal.begins(Origin.of(folder, copied.head()));
    if (end(nothing, journal::take, true).isEmpty()) {
      throw new IllegalStateException("a last epoch that goes on");
    }
  }

  /// How often state could not be written without ending the job.
  long failures() {
    return warnings.size();
  }

  /// What went wrong without ending the job.
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /// Gives up what nobody needs any more.
  ///
  /// @param committed the epoch that the sink has committed last
  private void forget(long committed) {
    List<ManifestHead> useless =
        new ArrayList<>(
            Protocol.collectable(
                manifests.stream().map(Manifest::head).toList(), run, committed, retain));
    copies.removeIf(copy -> copy.answer().isDone());
    useless.removeIf(head -> copies.stream().anyMatch(copy -> copy.of().head().equals(head)));
    manifests.removeIf(manifest -> useless.contains(manifest.head()));
    gone.addAll(useless);
  }

  /// What was given up. It must be deleted before more state is written: what no manifest names
  /// goes, too.
  private EpochSave.Garbage garbage() {
    List<ManifestHead> useless = List.copyOf(gone);
    List<Manifest> kept = List.copyOf(manifests);
    gone.clear();
    return () -> store.collect(useless, kept, generation);
  }

  /// Waits for what is being written; nothing is committed any more.
  @Override
  public void close() {
    UnderWay cut = underWay;
    underWay = null;
    if (cut != null) {
      cut.save().abandon();
      cut.thread().awaitEnd();
    }
    copies.forEach(copy -> copy.thread().awaitEnd());
  }
}
