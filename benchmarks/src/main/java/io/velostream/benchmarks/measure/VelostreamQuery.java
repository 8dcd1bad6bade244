package io.velostream.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.PreparedQuery;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One query over one input, ready to be run any number of times.
public final class VelostreamQuery implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final World world;
  private final Session session;
  private final String sql;
  private final PreparedQuery prepared;

  private VelostreamQuery(World world, Session session, String sql) {
    this.world = world;
    this.session = session;
    this.sql = sql;
    this.prepared = session.prepare(sql);
  }

  /// A query over rows in memory.
  public static VelostreamQuery over(
      World world, DataSet data, Map<String, String> settings, String sql) {
    Session session = Session.open(world);
    settings.forEach(session::set);
    session.register(
        data.table().name(), data.table().schema(), data.batches(), data.table().watermark());
    return new VelostreamQuery(world, session, sql);
  }

  /// A query over tables that a script declares.
  public static VelostreamQuery over(World world, String script, String sql) {
    Session session = Session.open(world);
    session.execute(
        script,
        (_, _) -> {
          throw new IllegalArgumentException("a declaration returns no rows: " + script);
        });
    return new VelostreamQuery(world, session, sql);
  }

  /// The result's columns.
  public Schema schema() {
    return prepared.schema();
  }

  /// Runs the query as a statement, untimed: here late and undecodable rows are counted.
  ///
  /// @param writer makes what takes the rows, from the result's columns
  public <W extends BatchWriter> Run<W> run(Function<Schema, W> writer) {
    W taker = writer.apply(schema());
    List<StatementResult> results = session.execute(sql, (_, _) -> taker);
    RunSummary summary =
        results
            .getLast()
            .summary()
            .orElseThrow(() -> new CheckFailure("a query without a summary"));
    return new Run<>(taker, summary);
  }

  /// What came out of an untimed run, and the engine's own count.
  public record Run<W>(W output, RunSummary summary) {}

  /// Drives a fresh pipeline from start to end, `passes` times.
  ///
  /// @throws CheckFailure when the sum of weights is not what a right result has
  public Sample time(int passes, long expectedNet) {
    long records = 0;
    long rows = 0;
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = world.clock().monotonicNanos();
    for (int pass = 0; pass < passes; pass++) {
      TimedOutput output = new TimedOutput();
      records += drive(output);
      rows += output.rows();
      if (output.net() != expectedNet) {
        throw new CheckFailure(
            "a timed run put out "
                + output.net()
                + " rows net instead of "
                + expectedNet
                + " (last values "
                + output.touched()
                + ")");
      }
    }
    long nanos = world.clock().monotonicNanos() - start;
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    return new Sample(nanos, records, rows / passes, bytes);
  }

  private long drive(TimedOutput output) {
    try (Pipeline pipeline = prepared.open(output)) {
      boolean more = true;
      while (more) {
        more = pipeline.step();
      }
      return pipeline.rowsRead();
    } catch (IOException e) {
      throw new EnvironmentException("a timed run could not read its input", e, false);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
