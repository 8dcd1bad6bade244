package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.runtime.checkpoint.protocol.ManifestHead;
import io.velostream.runtime.checkpoint.protocol.Protocol;
import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.runtime.checkpoint.store.SavedPipeline;
import io.velostream.runtime.checkpoint.store.SavedSink;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.StateOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Ends the epochs of a job in execution: in order stages its output, saves its state, publishes
/// the manifest, commits the sink, and deletes what nobody needs any more.
final class Epochs {
  private static final int PIPELINE = 0;

  private final JobPlan job;
  private final CheckpointStore store;
  private final int retain;
  private final long run;
  private final long generation;
  private final EpochWriter writer;
  private final OutputDigest digest = new OutputDigest();
  private final StateOutput state = new StateOutput();
  private final List<Manifest> manifests;
  private final long rowsOutBefore;
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

  /// Ends the epoch between two steps.
  ///
  /// @param last whether the job is over
  /// @return the bytes of state that were saved
  long end(
      Pipeline pipeline,
      EpochSources sources,
      EpochJournal journal,
      LoweringContext lowering,
      SideTable errors,
      boolean last)
      throws IOException {
    StagedEpoch staged = writer.stage(last);
    state.reset();
    pipeline.save(state);
    lowering.lateTables().forEach(table -> table.save(state));
    errors.save(state);
    SavedPipeline saved = store.saveState(epoch, generation, PIPELINE, state);
    SavedPipeline placed =
        new SavedPipeline(sources.positions(), saved.stateFile(), saved.stateBytes());
    Manifest manifest =
        new Manifest(
            new ManifestHead(run, epoch, generation, last, List.of(staged.isDurable())),
            job.text(),
            KeyGroups.COUNT,
            List.of(placed),
            List.of(new SavedSink(staged, digest.take())),
            journal.take(),
            pipeline.rowsRead(),
            rowsOut());
    store.publish(manifest);
    manifests.add(manifest);
    writer.commit(epoch, staged, last);
    collect();
    return saved.stateBytes();
  }

  private void collect() throws IOException {
    List<ManifestHead> gone =
        Protocol.collectable(manifests.stream().map(Manifest::head).toList(), run, epoch, retain);
    manifests.removeIf(manifest -> gone.contains(manifest.head()));
    store.collect(gone, manifests, generation);
  }
}
