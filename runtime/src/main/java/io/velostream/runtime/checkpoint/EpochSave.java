package io.velostream.runtime.checkpoint;

import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.runtime.checkpoint.store.SavedPipeline;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is to be durable of an epoch before the sink may commit it: its state, then the manifest.
/// Written by one thread; another one asks whether that is done and what it came to. What nobody
/// needs any more of epochs before is deleted first: giving back the space of much state takes a
/// file system about as long as writing it.
///
/// State that cannot be written is tried again after a pause, since a disk may have room again.
/// Whether a manifest counts that could not be written is not known, so that is not tried again.
final class EpochSave implements Runnable {
  /// So many attempts in a row may fail, less one.
  static final int MOST_FAILURES = 3;

  private static final long LONGEST_NAP = 20_000_000L;

  private final CheckpointStore store;
  private final Clock clock;
  private final long pauseNanos;
  private final long epoch;
  private final long generation;
  private final List<List<StateOutput>> pipelines;
  private final Function<List<SavedPipeline>, Manifest> manifest;
  private final Garbage garbage;
  private final List<String> warnings = new ArrayList<>();
  private @Nullable Manifest published;
  private @Nullable Throwable failure;
  private long cpuNanos;
  private volatile boolean unwanted;
  private volatile boolean done;

  /// What can be deleted.
  @FunctionalInterface
  interface Garbage {
    /// @throws IOException when that fails
    void delete() throws IOException;
  }

  /// @param pauseNanos between two attempts
  /// @param pipelines by pipeline, its state, one part behind the other; not to be touched before
  ///   this is done
  /// @param manifest made of what was written
  /// @param garbage of epochs before
  EpochSave(
      CheckpointStore store,
      Clock clock,
      long pauseNanos,
      long epoch,
      long generation,
      List<List<StateOutput>> pipelines,
      Function<List<SavedPipeline>, Manifest> manifest,
      Garbage garbage) {
    this.store = store;
    this.clock = clock;
    this.pauseNanos = pauseNanos;
    this.epoch = epoch;
    this.generation = generation;
    this.pipelines = pipelines;
    this.manifest = manifest;
    this.garbage = garbage;
  }

  @Override
  @SuppressWarnings("CatchAndPrintStackTrace") // it is thrown where the outcome is asked for
  public void run() {
    try {
      long start = clock.cpuNanos();
      garbage.delete();
      Manifest made = manifest.apply(writeState());
      store.publish(made);
      published = made;
      cpuNanos = clock.cpuNanos() - start;
    } catch (Throwable e) {
      failure = e;
    } finally {
      done = true;
    }
  }

  private List<SavedPipeline> writeState() throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        return store.saveState(epoch, generation, pipelines);
      } catch (IOException e) {
        if (failures == MOST_FAILURES || unwanted) {
          throw e;
        }
        warnings.add("epoch %d could not be saved yet: %s".formatted(epoch, e));
        pause();
      }
    }
  }

  private void pause() {
    long until = clock.monotonicNanos() + pauseNanos;
    for (long now = clock.monotonicNanos();
        now < until && !unwanted;
        now = clock.monotonicNanos()) {
      clock.waitUntil(Math.min(until, now + LONGEST_NAP));
    }
  }

  /// Nobody waits for it any more: a failure is not followed by another attempt.
  void abandon() {
    unwanted = true;
  }

  /// Whether it has ended, well or not. What it has written is there for whoever sees that.
  boolean isDone() {
    return done;
  }

  /// What went wrong on the way; once it is done.
  List<String> warnings() {
    return warnings;
  }

  /// CPU time that it has taken, if there is a manifest; once it is done.
  long cpuNanos() {
    return cpuNanos;
  }

  /// The manifest, which is durable; once it is done.
  ///
  /// @throws IOException why there is none
  Manifest published() throws IOException {
    return switch (failure) {
      case null -> Objects.requireNonNull(published);
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a save cannot throw this", e);
    };
  }
}
