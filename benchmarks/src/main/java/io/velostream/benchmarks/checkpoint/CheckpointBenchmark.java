package io.velostream.benchmarks.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs a job of much state with and without checkpoints, in turns, and goes on from a savepoint of
/// it.
///
/// @param folder for all files; the caller's to delete
/// @param rows of the input
/// @param groups different keys
/// @param interval between two checkpoints, as a setting has it
/// @param repeat timed runs of each kind; one more of each warms up
public record CheckpointBenchmark(Path folder, long rows, int groups, String interval, int repeat) {
  /// Measures one case.
  ///
  /// @param pipelines of the job
  /// @param hot percent of the keys that rows have once each key has come once
  /// @throws IOException when the disk fails
  /// @throws IllegalStateException when a run gives another result than the right one
  public CheckpointCost measure(int pipelines, int hot) throws IOException {
    Path path = folder.resolve("t.csv");
    try {
      return measure(KeyedFile.write(path, rows, groups, hot), pipelines, hot);
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private CheckpointCost measure(KeyedFile input, int pipelines, int hot) {
    KeyedJob job = new KeyedJob(input, folder, pipelines, interval);
    List<RunOutcome> plain = new ArrayList<>();
    List<RunOutcome> saved = new ArrayList<>();
    for (int i = 0; i <= repeat; i++) { // the first of each warms up
      plain.add(checked(job.run(false)));
      saved.add(checked(job.run(true)));
      job.forget();
    }
    Path savepoint = folder.resolve("savepoint");
    job.keep(savepoint);
    long bytes = bytesIn(savepoint);
    List<Double> restores = new ArrayList<>();
    for (int i = 0; i <= repeat; i++) {
      KeyedJob.Restored restored = job.resume(savepoint);
      check(restored.correct());
      restores.add(restored.seconds());
      job.forget();
    }
    KeyedJob.delete(savepoint);
    return CheckpointCost.of(
        new CheckpointCost.Case(rows, groups, pipelines, hot, interval),
        plain.subList(1, plain.size()),
        saved.subList(1, saved.size()),
        restores.subList(1, restores.size()),
        bytes);
  }

  private static RunOutcome checked(RunOutcome run) {
    check(run.correct());
    return run;
  }

  private static void check(boolean correct) {
    if (!correct) {
      throw new IllegalStateException("a run has not given the right result");
    }
  }

  private static long bytesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(CheckpointBenchmark::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
