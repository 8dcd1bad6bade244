package io.velostream.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.TableSpec;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.OpenQuery;
import io.velostream.engine.PreparedQuery;
import io.velostream.engine.Session;
import io.velostream.operators.Output;
import io.velostream.runtime.job.RunSummary;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// One query over one input, ready to be run any number of times.
public final class VelostreamQuery implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Session session;
  private final PreparedQuery prepared;
  private final Mode mode;
  private final BusyThreads threads;

  private VelostreamQuery(Session session, String sql, Mode mode, BusyThreads threads) {
    this.session = session;
    this.prepared = session.prepare(sql);
    this.mode = mode;
    this.threads = threads;
  }

  /// A query over rows in memory.
  public static VelostreamQuery over(
      World world, DataSet data, Map<String, String> settings, String sql, Mode mode) {
    TableSpec table = data.table();
    return over(
        world,
        session -> {
          settings.forEach(session::set);
          session.register(table.name(), table.schema(), data.batches(), table.watermark());
        },
        sql,
        mode);
  }

  /// A query over tables that a script declares.
  public static VelostreamQuery over(World world, String script, String sql, Mode mode) {
    return over(
        world,
        session ->
            session.execute(
                script,
                _ -> {
                  throw new IllegalArgumentException("a declaration returns no rows: " + script);
                }),
        sql,
        mode);
  }

  /// A query over tables that are declared in its session by the caller.
  public static VelostreamQuery over(
      World world, Consumer<Session> tables, String sql, Mode mode) {
    BusyThreads threads = new BusyThreads(world.threads());
    Session session =
        Session.open(new World(world.clock(), world.random(), world.files(), threads));
    mode.settings().forEach(session::set);
    tables.accept(session);
    return new VelostreamQuery(session, sql, mode, threads);
  }

  /// How many pipelines run the query.
  int pipelines() {
    return mode.pipelines();
  }

  /// The result's columns.
  public Schema schema() {
    return prepared.schema();
  }

  /// Runs the query once, untimed, in the way in which it is timed.
  ///
  /// @param output makes what takes the rows, from the result's columns
  public <W extends Output> Run<W> run(Function<Schema, W> output) {
    W taker = output.apply(schema());
    Totals totals = drive(taker);
    return new Run<>(taker, totals.records(), totals.late(), totals.errors());
  }

  /// What came out of an untimed run, and the engine's own counts of rows read, late, undecodable.
  public record Run<W>(W output, long records, long lateRows, long errorRows) {}

  /// Drives a fresh pipeline from start to end, `passes` times.
  ///
  /// @param clock measures the run
  /// @throws CheckFailure when the sum of weights is not what a right result has, or passes differ
  public Sample time(Clock clock, int passes, long expectedNet) {
    Pass[] results = new Pass[passes];
    threads.takeAllocatedBytes();
    threads.takePausedNanos();
    long others = 0;
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = clock.monotonicNanos();
    for (int pass = 0; pass < passes; pass++) {
      results[pass] = pass();
      others += threads.takeLongestNanos();
    }
    long nanos = clock.monotonicNanos() - start;
    if (clock instanceof CpuClock) {
      nanos = Math.max(nanos - threads.takePausedNanos(), others);
    }
    long bytes =
        THREADS.getCurrentThreadAllocatedBytes() - allocated + threads.takeAllocatedBytes();
    Pass first = results[0];
    for (Pass pass : results) {
      if (pass.net() != expectedNet || !pass.equals(first)) {
        throw new CheckFailure(
            "a timed run gave " + pass + " instead of " + first + " with net " + expectedNet);
      }
    }
    return new Sample(
        nanos, first.records() * passes, first.rows(), first.late(), first.errors(), bytes);
  }

  /// What one pass over the input gave; it is the same for all passes. `touched` is what the sink
  /// made of the values it read.
  private record Pass(long records, long rows, long net, long late, long errors, long touched) {}

  private Pass pass() {
    TimedOutput output = new TimedOutput();
    Totals totals = drive(output);
    return new Pass(
        totals.records(),
        output.rows(),
        output.net(),
        totals.late(),
        totals.errors(),
        output.touched());
  }

  /// The engine's own counts.
  private record Totals(long records, long late, long errors) {}

  private Totals drive(Output output) {
    return mode.isDirect() ? driveDirectly(output) : runJob(output);
  }

  private Totals runJob(Output output) {
    RunSummary summary = prepared.run(new OutputWriter(output)).summary().orElseThrow();
    return new Totals(summary.rowsIn(), summary.lateRows(), summary.errorRows());
  }

  private Totals driveDirectly(Output output) {
    try (OpenQuery query = prepared.open(output)) {
      boolean more = true;
      while (more) {
        more = query.step();
      }
      return new Totals(query.pipeline().rowsRead(), query.lateRows(), query.errorRows());
    } catch (IOException e) {
      throw new EnvironmentException("a run could not read its input", e, false);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
