package io.velostream.benchmarks.nexmark;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.check.NetResult;
import io.velostream.benchmarks.check.RowComparison;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.measure.CpuClock;
import io.velostream.benchmarks.measure.Mode;
import io.velostream.benchmarks.measure.Sample;
import io.velostream.benchmarks.measure.Statistics;
import io.velostream.benchmarks.measure.VelostreamQuery;
import io.velostream.columnar.Field;
import io.velostream.engine.Session;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Checks and times the queries, generator included unless the rows are made before.
///
/// @param world the seams
/// @param clock measures the runs: wall time, or the thread's CPU time
/// @param repeats timed runs
/// @param events of a timed run
/// @param mode how queries are driven
/// @param kept the tables with their rows; empty when rows are made as they are read
public record NexmarkBenchmark(
    World world, Clock clock, int repeats, long events, Mode mode, List<KeptTable> kept) {
  private static final int WARM_UPS = 2;
  private static final long RATE = 10_000;

  /// So few to a second that events have different times, and windows close.
  private static final long CHECK_RATE = 100;

  private static final long CHECK_EVENTS = 20_000;

  public NexmarkBenchmark {
    kept = List.copyOf(kept);
  }

  /// Times queries together with the generator.
  public static NexmarkBenchmark generating(
      World world, Clock clock, int repeats, long events, Mode mode) {
    return new NexmarkBenchmark(world, clock, repeats, events, mode, List.of());
  }

  /// Times queries alone, over rows that are made now and kept in memory.
  public static NexmarkBenchmark pregenerated(
      World world, Clock clock, int repeats, long events, Mode mode) {
    List<KeptTable> kept = new NexmarkTables(events, RATE).keep(world);
    return new NexmarkBenchmark(world, clock, repeats, events, mode, kept);
  }

  /// Compares the results of some queries on a small input with DuckDB's.
  ///
  /// @param folder for files
  public static Checks checks(World world, Path folder) {
    NexmarkTables tables = new NexmarkTables(CHECK_EVENTS, CHECK_RATE);
    try (Session session = Session.open(world)) {
      session.execute(tables.script() + tables.export(folder));
    }
    DuckDb peer = DuckDb.open();
    NexmarkTables.imports(folder).forEach(peer::execute);
    return new Checks(world, tables, peer);
  }

  /// Holds what results are compared with.
  public record Checks(World world, NexmarkTables tables, DuckDb peer) implements AutoCloseable {
    /// @throws CheckFailure when a result differs
    public void check(NexmarkQuery query, Mode mode) {
      try (VelostreamQuery ours = VelostreamQuery.over(world, tables.script(), query.sql(), mode)) {
        VelostreamQuery.Run<NetResult> run = ours.run(NetResult::new);
        if (run.lateRows() + run.errorRows() > 0) {
          throw new CheckFailure(
              run.lateRows() + " rows late, " + run.errorRows() + " undecodable");
        }
        List<String> names = ours.schema().fields().stream().map(Field::name).toList();
        new RowComparison(names, NexmarkQuery.APPROXIMATE)
            .difference(run.output().rows(), peer.query(query.peerSql()))
            .ifPresent(difference -> {
              throw new CheckFailure(difference);
            });
      }
    }

    @Override
    public void close() {
      peer.close();
    }
  }

  /// Times one query. Flink's figures are with the generator: those without are not compared.
  public NexmarkResult measure(NexmarkQuery query) {
    boolean pregenerated = !kept.isEmpty();
    OptionalDouble flinkRate =
        pregenerated || query.flinkRate() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(query.flinkRate());
    try (VelostreamQuery ours = VelostreamQuery.over(world, this::declare, query.sql(), mode)) {
      return measure(query.id(), query.title(), pregenerated, ours, flinkRate);
    }
  }

  private void declare(Session session) {
    if (kept.isEmpty()) {
      session.execute(script());
    } else {
      kept.forEach(table -> table.register(session));
    }
  }

  private String script() {
    return new NexmarkTables(events, RATE).script();
  }

  /// Times the making of all columns of all bids, whether they are made before for the queries or
  /// not.
  public NexmarkResult measureGenerator() {
    try (VelostreamQuery all =
        VelostreamQuery.over(world, script(), "SELECT * FROM bid", mode)) {
      return measure(
          "generator", "all columns of bids, made", false, all, OptionalDouble.empty());
    }
  }

  private NexmarkResult measure(
      String id,
      String title,
      boolean pregenerated,
      VelostreamQuery query,
      OptionalDouble flinkRate) {
    VelostreamQuery.Run<Checksum> run = query.run(_ -> new Checksum());
    for (int i = 0; i < WARM_UPS; i++) {
      query.time(clock, 1, run.output().net());
    }
    List<Double> rates = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    Sample last = null;
    for (int i = 0; i < repeats; i++) {
      long before = CpuClock.processNanos();
      last = query.time(clock, 1, run.output().net());
      cpu.add((CpuClock.processNanos() - before) / 1e3 / events);
      rates.add(events * 1e9 / last.nanos());
    }
    if (last == null) {
      throw new IllegalArgumentException("no runs to time");
    }
    return new NexmarkResult(
        id,
        title,
        mode.name(),
        mode.pipelines(),
        events,
        last.outputRows(),
        last.errorRows() + last.lateRows(),
        run.output().hex(),
        Statistics.of(rates),
        Statistics.of(cpu).median(),
        (double) last.allocatedBytes() / events,
        pregenerated,
        flinkRate,
        Optional.empty());
  }

  /// A query that could not be measured.
  public NexmarkResult failed(String id, String title, String why) {
    return new NexmarkResult(
        id,
        title,
        mode.name(),
        mode.pipelines(),
        events,
        0,
        0,
        "",
        new Statistics(0, 0, 0),
        0,
        0,
        !kept.isEmpty(),
        OptionalDouble.empty(),
        Optional.of(why));
  }
}
