package io.velostream.benchmarks.checkpoint;

import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.measure.CpuClock;
import io.velostream.columnar.Batch;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks at a run from beside it: when its state is complete, when it has read all, what its epochs
/// take, and the checksum of what it puts out. Called on the run's thread.
final class Watch implements ProgressListener {
  private final KeyedFile input;
  private @Nullable Runnable whenFull;
  private final Checksum output = new Checksum();
  private final List<CheckpointFigures> epochs = new ArrayList<>();
  private @Nullable RunView view;
  private long startedAt;
  private Moment full = new Moment(0, 0, 0);
  private Moment last = full;
  private long stateBytes;

  /// @param rows read by then
  /// @param at by the monotonic clock
  /// @param cpuNanos of the process
  private record Moment(long rows, long at, long cpuNanos) {}

  /// @param whenFull called once when all keys have come
  Watch(KeyedFile input, @Nullable Runnable whenFull) {
    this.input = input;
    this.whenFull = whenFull;
  }

  @Override
  public void begins(RunView run) {
    view = run;
  }

  @Override
  public void progress(Pipeline.Progress progress) {
    Moment now = new Moment(progress.rows(), System.nanoTime(), CpuClock.processNanos());
    if (startedAt == 0) {
      startedAt = now.at();
    }
    if (full.rows() == 0 && now.rows() >= input.groups()) {
      full = now;
    }
    if (last.rows() < input.rows()) { // what comes behind the last row is not a part of it
      last = now;
    }
    RunView run = Objects.requireNonNull(view);
    stateBytes = Math.max(stateBytes, run.figures().stateBytes());
    run.checkpoints().ifPresent(this::note);
  }

  @Override
  public boolean proceed() {
    Runnable action = whenFull;
    if (action != null && Objects.requireNonNull(view).figures().rowsIn() >= input.groups()) {
      whenFull = null;
      action.run();
    }
    return true;
  }

  private void note(CheckpointFigures figures) {
    boolean isNew = epochs.isEmpty() || epochs.getLast().epoch() != figures.epoch();
    if (figures.epoch() > 0 && isNew) {
      epochs.add(figures);
    }
  }

  @Override
  public void wrote(int branch, Batch batch) {
    output.emit(batch);
  }

  /// When the run had taken its first steps, by the monotonic clock.
  long startedAt() {
    return startedAt;
  }

  /// What it came to.
  RunOutcome outcome() {
    List<Double> standing = new ArrayList<>();
    List<Double> durations = new ArrayList<>();
    long written = 0;
    long postponed = 0;
    for (CheckpointFigures epoch : epochs) {
      written = epoch.totalWrittenBytes();
      postponed = epoch.postponed();
      // The last one ends behind the last row, when nothing is left to save.
      if (epoch.bytes() > 0) {
        standing.add(epoch.nanos() / 1e6);
        durations.add(epoch.durationNanos() / 1e6);
      }
    }
    double rows = (double) Math.max(0, last.rows() - full.rows());
    return new RunOutcome(
        rows / (Math.max(1, last.at() - full.at()) / 1e9),
        (last.cpuNanos() - full.cpuNanos()) / Math.max(1, rows),
        stateBytes,
        standing,
        durations,
        postponed,
        written,
        output.hex().equals(input.checksum()));
  }
}
