package io.velostream.benchmarks.soak;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Windows over late and bad rows, saved each second, cancelled and resumed again and again.
///
/// @param folder for output and checkpoints; empty
/// @param seconds how long the rows come
/// @param rowsPerSecond how many of them
/// @param restartSeconds after how long the job is cancelled and resumed
/// @param sampleSeconds how often the heap is looked at
public record Soak(
    Path folder, int seconds, long rowsPerSecond, int restartSeconds, int sampleSeconds) {
  private static final long CANCEL_MILLIS = 200;
  private static final Pattern COUNT = Pattern.compile("\"w\":\"([^\"]+)\".*\"n\":(\\d+)");

  /// What came of it.
  ///
  /// @param rows read
  /// @param faults in words; none if all is well
  public record Outcome(long rows, int restarts, HeapCurve heap, List<String> faults) {}

  private String script() {
    return """
    SET 'checkpoint.dir' = '%s';
    SET 'checkpoint.interval' = '1 s';
    SET 'side-tables.kept-rows' = '1000';
    CREATE TABLE t (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
      WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
      WITH ('connector' = 'file', 'path' = '%s');
    CREATE TABLE o (w TIMESTAMP, sym VARCHAR, n BIGINT, q BIGINT, d BIGINT)
      WITH ('connector' = 'file', 'format' = 'json', 'path' = '%s/');
    INSERT INTO o SELECT window_start, sym, COUNT(*), SUM(qty), COUNT(DISTINCT qty)
    FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '%d' SECOND))
    GROUP BY window_start, window_end, sym;
    """
        .formatted(
            folder.resolve("state"),
            SoakFiles.INPUT,
            folder.resolve("out"),
            SoakRows.WINDOW_SECONDS);
  }

  /// Soaks.
  public Outcome run(PrintWriter out) throws IOException, InterruptedException {
    SoakRows rows = new SoakRows(seconds * rowsPerSecond);
    World system = SystemWorld.create();
    World world =
        new World(
            system.clock(),
            system.random(),
            new SoakFiles(system.files(), system.clock(), rows, rowsPerSecond),
            system.threads());
    HeapCurve heap = new HeapCurve();
    long start = System.nanoTime();
    int restarts = -1;
    @Nullable StatementResult result = null;
    while (result == null) {
      restarts++;
      result = live(world, heap, start);
      out.printf("%4.0f s  %d restarts%n", elapsed(start), restarts);
      out.flush();
    }
    List<String> faults = faults(rows);
    return new Outcome(rows.count(), restarts, heap, faults);
  }

  private static double elapsed(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /// Runs the job until it is complete, or for as long as it may.
  private @Nullable StatementResult live(World world, HeapCurve heap, long start)
      throws InterruptedException {
    try (Session session = Session.open(world)) {
      CompletableFuture<StatementResult> run =
          CompletableFuture.supplyAsync(
              () -> session.execute(script()).getLast(),
              work -> Thread.ofPlatform().name("soak").start(work));
      for (int waited = 0; waited < restartSeconds; waited += sampleSeconds) {
        try {
          return run.get(sampleSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
          heap.sample(elapsed(start));
        } catch (ExecutionException e) {
          throw new IllegalStateException("the job has failed", e.getCause());
        }
      }
      return cancelled(session, run);
    }
  }

  private static @Nullable StatementResult cancelled(
      Session session, CompletableFuture<StatementResult> run) throws InterruptedException {
    while (true) {
      session.cancel(); // again, as it is in vain before a statement begins
      try {
        return run.get(CANCEL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        // it still gets up to the end of a step, or has not begun
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UserException user && user.code() == ErrorCode.CANCELLED) {
          return null;
        }
        throw new IllegalStateException("the job has failed", e.getCause());
      }
    }
  }

  private List<String> faults(SoakRows rows) throws IOException {
    long[] expected = rows.windows();
    long[] found = new long[expected.length];
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher matcher = COUNT.matcher(line);
          if (!matcher.find()) {
            return List.of("a row that is none in " + file + ": " + line);
          }
          found[window(matcher.group(1))] += Long.parseLong(matcher.group(2));
        }
      }
    }
    int wrong = Arrays.mismatch(expected, found);
    return wrong < 0
        ? List.of()
        : List.of(
            "window %d has %d rows instead of %d".formatted(wrong, found[wrong], expected[wrong]));
  }

  private static int window(String start) {
    LocalDateTime time = LocalDateTime.parse(start.replace(' ', 'T'));
    return (int) (Duration.between(SoakRows.START, time).toSeconds() / SoakRows.WINDOW_SECONDS);
  }
}
