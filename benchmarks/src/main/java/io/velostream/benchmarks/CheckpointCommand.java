package io.velostream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench checkpoint`.
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what it costs to save a job: COUNT and SUM of many groups, from a CSV file, with"
          + " and without checkpoints, in turns; then how long it takes to go on from a savepoint.",
      "",
      "CPU seconds are those of the whole process. The results of both are compared."
    })
final class CheckpointCommand implements Callable<Integer> {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Option(names = "--rows", defaultValue = "20000000", description = "Rows of the file.")
  long rows;

  @Option(names = "--groups", defaultValue = "2000000", description = "Different keys.")
  long groups;

  @Option(names = "--pipelines", defaultValue = "2", description = "Pipelines of the job.")
  int pipelines;

  @Option(names = "--interval", defaultValue = "1 s", description = "Between two checkpoints.")
  String interval = "1 s";

  @Option(
      names = "--hot",
      defaultValue = "100",
      description = "Percent of the keys that rows have once each key has come once.")
  int hot;

  @Option(names = "--repeat", defaultValue = "3", description = "Timed runs of each kind.")
  int repeat;

  @Spec CommandSpec spec = CommandSpec.create();

  /// What a run came to.
  ///
  /// @param view of the run when it was over
  /// @param seconds of all
  /// @param startSeconds until it went on from what was saved
  private record Run(
      RunSummary summary, Watch view, double seconds, double cpuSeconds, double startSeconds) {
    static Run better(@Nullable Run a, Run b) {
      return a == null || b.cpuSeconds < a.cpuSeconds ? b : a;
    }
  }

  /// Looks at a run from beside it.
  private static final class Watch implements ProgressListener {
    private final Consumer<Pipeline.Progress> watcher;
    private @Nullable RunView view;
    private long startedAt;
    private long stateBytes;

    Watch(Consumer<Pipeline.Progress> watcher) {
      this.watcher = watcher;
    }

    @Override
    public void begins(RunView run) {
      view = run;
    }

    @Override
    public void progress(Pipeline.Progress progress) {
      if (startedAt == 0) {
        startedAt = System.nanoTime();
      }
      stateBytes = Math.max(stateBytes, Objects.requireNonNull(view).figures().stateBytes());
      watcher.accept(progress);
    }

    CheckpointFigures figures() {
      return Objects.requireNonNull(view).checkpoints().orElseThrow();
    }
  }

  @Override
  public Integer call() throws IOException {
    if (rows < 1 || groups < 1 || repeat < 1 || hot < 1 || hot > 100) {
      throw new ParameterException(
          spec.commandLine(),
          "--rows, --groups and --repeat must be positive, --hot too and at most 100");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      write(folder.path().resolve("t.csv"));
      @Nullable Run plain = null;
      @Nullable Run saved = null;
      for (int i = 0; i <= repeat; i++) { // the first of each warms up
        Run first = run(folder.path(), "", "", 0);
        Run second = run(folder.path(), "state" + i, "", 0);
        if (first.summary().rowsOut() != second.summary().rowsOut()) {
          out.printf("FAILED: %s and %s%n", first.summary(), second.summary());
          return 1;
        }
        plain = i == 0 ? null : Run.better(plain, first);
        saved = i == 0 ? null : Run.better(saved, second);
      }
      run(folder.path(), "kept", "", rows * 9 / 10);
      long bytes = stateBytes(folder.path().resolve("savepoint"));
      Run resumed = run(folder.path(), "again", "savepoint", 0);
      report(out, Objects.requireNonNull(plain), Objects.requireNonNull(saved), resumed, bytes);
    }
    return 0;
  }

  private void report(PrintWriter out, Run plain, Run saved, Run resumed, long bytes) {
    out.printf("%d rows, %d groups, %d pipelines%n", rows, groups, pipelines);
    out.printf(Locale.ROOT, "                    seconds   CPU seconds%n");
    line(out, "not saved", plain);
    line(out, "saved every " + interval, saved);
    out.printf(
        Locale.ROOT,
        "costs       %14.1f %% %10.1f %%%n",
        100 * (saved.seconds() / plain.seconds() - 1),
        100 * (saved.cpuSeconds() / plain.cpuSeconds() - 1));
    CheckpointFigures figures = saved.view().figures();
    out.printf(
        Locale.ROOT,
        "%d epochs, %d postponed; the run stood still for %.1f ms at most; %,d bytes written%n",
        figures.epoch(),
        figures.postponed(),
        figures.longestNanos() / 1e6,
        figures.totalWrittenBytes());
    out.printf(Locale.ROOT, "state       %,26d bytes in memory%n", plain.view().stateBytes);
    out.printf(Locale.ROOT, "            %,26d bytes saved%n", bytes);
    line(out, "last tenth, resumed", resumed);
    out.printf(Locale.ROOT, "  until it went on  %7.2f%n", resumed.startSeconds());
    out.flush();
  }

  private static void line(PrintWriter out, String name, Run run) {
    out.printf(Locale.ROOT, "%-20s%7.2f %13.2f%n", name, run.seconds(), run.cpuSeconds());
  }

  private void write(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    long among = Math.max(1, groups * hot / 100);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("ts,k,v\n");
      for (long i = 0; i < rows; i++) {
        long key = i < groups ? i : groups - 1 - random.nextLong(among);
        long value = random.nextInt(1_000_000_000);
        out.write("2026-01-01 00:00:00," + key * 0x9E37_79B9_7F4A_7C15L + "," + value + "\n");
      }
    }
  }

  /// Runs the job.
  ///
  /// @param state where it is saved; empty for not at all
  /// @param from where its savepoint lies; empty for none
  /// @param savepointAt behind how many rows it is to make one; 0 for never
  private Run run(Path folder, String state, String from, long savepointAt) {
    try (Session session = Session.open()) {
      session.set("job.mode", pipelines > 1 ? "adaptive" : "simple");
      session.set("parallelism", Integer.toString(pipelines));
      session.set("delivery", "at_least_once");
      session.set("checkpoint.dir", state.isEmpty() ? "" : folder.resolve(state).toString());
      session.set("checkpoint.interval", interval);
      session.set("checkpoint.from", from.isEmpty() ? "" : folder.resolve(from).toString());
      AtomicLong asked = new AtomicLong();
      Watch watch =
          new Watch(progress -> {
            if (savepointAt > 0 && progress.rows() >= savepointAt && asked.getAndIncrement() == 0) {
              var _ = session.savepoint(folder.resolve("savepoint").toString());
            }
          });
      session.onProgress(watch);
      session.execute(
          """
          CREATE TABLE t (ts TIMESTAMP, k BIGINT, v BIGINT, WATERMARK FOR ts AS ts)
            WITH ('connector' = 'file', 'path' = '%s/t.csv');
          CREATE TABLE o (k BIGINT, n BIGINT, s BIGINT) WITH ('connector' = 'blackhole');
          """
              .formatted(folder));
      long start = System.nanoTime();
      long cpu = PROCESS.getProcessCpuTime();
      StatementResult result =
          session
              .execute(
                  """
                  INSERT INTO o SELECT k, COUNT(*), SUM(v)
                  FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' DAY))
                  GROUP BY window_start, window_end, k
                  """)
              .getLast();
      return new Run(
          result.summary().orElseThrow(),
          watch,
          (System.nanoTime() - start) / 1e9,
          (PROCESS.getProcessCpuTime() - cpu) / 1e9,
          (watch.startedAt - start) / 1e9);
    }
  }

  private static long stateBytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
