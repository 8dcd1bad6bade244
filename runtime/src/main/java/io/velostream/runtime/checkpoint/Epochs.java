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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Ends the epochs of a job in execution: in order stages its output, saves its state, publishes
/// the manifest, commits the sink, and deletes what nobody needs any more.
final class Epochs {
  /// So many ends in a row may fail, less one.
  private static final int MOST_FAILURES = 3;

  private final JobPlan job;
  private final CheckpointStore store;
  private final int retain;
  private final long run;
  private final long generation;
  private final EpochWriter writer;
  private final OutputDigest digest = new OutputDigest();
  private final List<Manifest> manifests;
  private final long rowsOutBefore;
  private final List<String> warnings = new ArrayList<>();
  private int failures;
  private long epoch;

  /// @param manifests all that there are
  /// @param epoch the last one that was ended
  Epochs(
      JobPlan job,
      CheckpointStore store,
      int retain,
      long run,
      long generation,
      EpochWriter writer,
      List<Manifest> manifests,
      long epoch,
      long rowsOutBefore) {
    this.job = job;
    this.store = store;
    this.retain = retain;
    this.run = run;
    this.generation = generation;
    this.writer = writer;
    this.manifests = new ArrayList<>(manifests);
    this.epoch = epoch;
    this.rowsOutBefore = rowsOutBefore;
  }

  /// Takes the output of the steps.
  void write(Batch batch) {
    digest.add(batch);
    try {
      writer.write(batch);
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
  /// @param pipelines by pipeline, its state, one part behind the other
  /// @param positions by source
  /// @param rowsIn read since the job began
  record State(List<List<StateOutput>> pipelines, List<ReadPosition> positions, long rowsIn) {}

  /// Ends the epoch between two steps.
  ///
  /// When its state cannot be written it does not end, and the job can go on: nothing of it has
  /// become visible, and it may end later. Too many such failures in a row end the job.
  ///
  /// @param last whether the job is over
  /// @return the bytes of state that were saved; empty when it has not ended
  OptionalLong end(State state, Supplier<byte[]> journal, boolean last) throws IOException {
    List<SavedPipeline> saved = new ArrayList<>();
    try {
      for (List<StateOutput> pipeline : state.pipelines()) {
        SavedPipeline written = store.saveState(epoch, generation, saved.size(), pipeline);
        saved.add(
            new SavedPipeline(
                saved.isEmpty() ? state.positions() : List.of(),
                written.stateFile(),
                written.stateBytes()));
      }
    } catch (IOException e) {
      store.discard(saved, e);
      failures++;
      if (failures >= MOST_FAILURES) {
        throw e;
      }
      warnings.add("epoch %d could not be saved, and goes on: %s".formatted(epoch, e));
      // At the end there is no later time to try again.
      return last ? end(state, journal, true) : OptionalLong.empty();
    }
    failures = 0;
    StagedEpoch staged = writer.stage(last);
    Manifest manifest =
        new Manifest(
            new ManifestHead(run, epoch, generation, last, List.of(staged.isDurable())),
            job.text(),
            KeyGroups.COUNT,
            saved,
            List.of(new SavedSink(staged, digest.take())),
            journal.get(),
            state.rowsIn(),
            rowsOut());
    store.publish(manifest);
    manifests.add(manifest);
    writer.commit(epoch, staged, last);
    collect();
    return OptionalLong.of(saved.stream().mapToLong(SavedPipeline::stateBytes).sum());
  }

  /// Copies the epoch that has ended last.
  ///
  /// @param folder gets a folder for the job
  Savepoint copyLatest(String folder) throws IOException {
    Manifest latest = manifests.getLast();
    String to = folder + "/" + job.copies();
    store.copy(latest, to);
    return new Savepoint(job.copies(), to, latest.head().epoch(), latest.rowsIn());
  }

  /// What went wrong without ending the job.
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void collect() throws IOException {
    List<ManifestHead> gone =
        Protocol.collectable(manifests.stream().map(Manifest::head).toList(), run, epoch, retain);
    manifests.removeIf(manifest -> gone.contains(manifest.head()));
    store.collect(gone, manifests, generation);
  }
}
