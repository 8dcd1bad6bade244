package io.velostream.benchmarks.checkpoint;

import io.velostream.engine.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// COUNT and SUM per key of a file, whose result comes when all of it was read.
final class KeyedJob {
  private final KeyedFile input;
  private final Path folder;
  private final int pipelines;
  private final String interval;
  private int runs;

  /// @param folder for all that it saves
  /// @param interval between two checkpoints, as a setting has it
  KeyedJob(KeyedFile input, Path folder, int pipelines, String interval) {
    this.input = input;
    this.folder = folder;
    this.pipelines = pipelines;
    this.interval = interval;
  }

  /// Runs it.
  ///
  /// @param saved whether with checkpoints
  RunOutcome run(boolean saved) {
    Watch watch = new Watch(input, null);
    run(saved, "", watch, (_, _) -> {});
    return watch.outcome();
  }

  /// Runs it and has it make a savepoint when all keys have come.
  void keep(Path savepoint) {
    AtomicReference<@Nullable CompletableFuture<?>> asked = new AtomicReference<>();
    AtomicReference<@Nullable Session> running = new AtomicReference<>();
    Watch watch =
        new Watch(
            input,
            () -> {
              Session session = running.get();
              if (session != null) {
                asked.set(session.savepoint(savepoint.toString()));
              }
            });
    run(true, "", watch, (session, _) -> running.set(session));
    CompletableFuture<?> answer = asked.get();
    if (answer == null) {
      throw new IllegalStateException("no savepoint was asked for");
    }
    var _ = answer.join();
    forget();
  }

  /// Runs it from a savepoint.
  Restored resume(Path savepoint) {
    Watch watch = new Watch(input, null);
    long[] start = new long[1];
    run(true, savepoint.toString(), watch, (_, at) -> start[0] = at);
    return new Restored((watch.startedAt() - start[0]) / 1e9, watch.outcome().correct());
  }

  /// How a run has gone on.
  ///
  /// @param seconds from the statement until it had taken its first steps
  /// @param correct whether the result is the right one
  record Restored(double seconds, boolean correct) {}

  /// Deletes what was saved of the last run, so that it is in nobody's way.
  void forget() {
    delete(state(runs - 1));
  }

  /// Deletes a folder with all in it.
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path state(int run) {
    return folder.resolve("state" + run);
  }

  private interface Beginning {
    void begins(Session session, long at);
  }

  private void run(boolean saved, String from, Watch watch, Beginning beginning) {
    try (Session session = Session.open()) {
      session.set("job.mode", pipelines > 1 ? "adaptive" : "simple");
      session.set("parallelism", Integer.toString(pipelines));
      session.set("delivery", "at_least_once");
      session.set("checkpoint.dir", saved ? state(runs++).toString() : "");
      session.set("checkpoint.interval", interval);
      session.set("checkpoint.from", from);
      session.onProgress(watch);
      session.execute(
          """
          CREATE TABLE t (ts TIMESTAMP, k BIGINT, v BIGINT, WATERMARK FOR ts AS ts)
            WITH ('connector' = 'file', 'path' = '%s');
          CREATE TABLE o (k BIGINT, n BIGINT, s BIGINT) WITH ('connector' = 'blackhole');
          """
              .formatted(input.path()));
      beginning.begins(session, System.nanoTime());
      session.execute(
          """
          INSERT INTO o SELECT k, COUNT(*), SUM(v)
          FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' DAY))
          GROUP BY window_start, window_end, k
          """);
    }
  }
}
