package io.velostream.benchmarks.kafka;

import com.sun.management.ThreadMXBean;
import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.check.NetResult;
import io.velostream.benchmarks.measure.Mode;
import io.velostream.benchmarks.measure.VelostreamQuery;
import io.velostream.benchmarks.scenario.Scenarios;
import io.velostream.engine.Session;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.stream.seam.World;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/// Statements over topics.
///
/// @param servers where the broker is
/// @param parallelism pipelines of a job
record TopicJob(World world, String servers, int parallelism) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// What a statement made of a message counts for.
  enum Delivery {
    /// Nothing is saved.
    UNSAVED,
    AT_LEAST_ONCE,
    EXACTLY_ONCE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What a run came to.
  ///
  /// @param records that were read behind the first look at the run, which is when it has started
  /// @param nanos from that look to the last one, when all is written
  /// @param cpuNanos of the thread that decodes and computes, likewise
  record Run(RunSummary summary, long records, long nanos, long cpuNanos) {
    /// Records a second.
    double rate() {
      return records * 1e9 / nanos;
    }

    /// Records a second of the time of one core.
    double rateOfCore() {
      return records * 1e9 / cpuNanos;
    }
  }

  /// Looks at a run when its first rows have been read and when the last one is written: connecting
  /// to brokers, making what keeps records, and closing are no part of the rate.
  private static final class Stretch implements ProgressListener {
    private long rows;
    private long nanos;
    private long cpuNanos;
    private long endNanos;
    private long endCpuNanos;

    @Override
    public void progress(Pipeline.Progress progress) {
      if (rows == 0 && progress.rows() > 0) {
        rows = progress.rows();
        nanos = System.nanoTime();
        cpuNanos = THREADS.getCurrentThreadCpuTime();
      }
      endNanos = System.nanoTime();
      endCpuNanos = THREADS.getCurrentThreadCpuTime();
    }

    Run end(RunSummary summary) {
      if (endNanos == nanos) { // too short for two looks
        return new Run(summary, summary.rowsIn(), summary.nanos(), summary.nanos());
      }
      return new Run(summary, summary.rowsIn() - rows, endNanos - nanos, endCpuNanos - cpuNanos);
    }
  }

  private static final String TRADE =
      "trader_id VARCHAR, symbol VARCHAR, price DOUBLE, quantity BIGINT, trade_time TIMESTAMP(3)";

  private static final String RESULT =
      "trader_id VARCHAR, symbol VARCHAR, trade_count BIGINT, avg_price DOUBLE, total_quantity"
          + " BIGINT, total_value DOUBLE";

  private String table(String name, String columns, String topic, String more) {
    return """
    CREATE TABLE %s (%s) WITH ('connector' = 'kafka', 'topic' = '%s',
      'properties.bootstrap.servers' = '%s', 'format' = 'json', %s);
    """
        .formatted(name, columns, topic, servers, more);
  }

  private String bounded(String name, String columns, String topic) {
    return table(name, columns, topic, "'scan.bounded.mode' = 'latest-offset'");
  }

  private String trades(String topic) {
    return bounded("market_data", TRADE + ", WATERMARK FOR trade_time AS trade_time", topic);
  }

  /// Scenario 3a from topic to topic.
  ///
  /// @param checkpoints a folder that is not there yet
  Run windows(String from, String to, Delivery delivery, Path checkpoints) {
    return run(
        saved(delivery, checkpoints)
            + trades(from)
            + table("result", RESULT, to, guarantee(delivery)),
        "INSERT INTO result " + Scenarios.TRADES_PER_GROUP + Scenarios.PER_MINUTE);
  }

  private static String saved(Delivery delivery, Path checkpoints) {
    return delivery == Delivery.UNSAVED
        ? ""
        : "SET 'checkpoint.dir' = '%s'; SET 'checkpoint.interval' = '500 ms';\n"
            .formatted(checkpoints);
  }

  private static String guarantee(Delivery delivery) {
    return "'sink.delivery-guarantee' = '%s'"
        .formatted(delivery == Delivery.EXACTLY_ONCE ? "exactly-once" : "at-least-once");
  }

  /// All columns of all messages, and nothing done with them.
  Run decode(String from) {
    return run(
        bounded("market_data", TRADE, from)
            + "CREATE TABLE gone (%s) WITH ('connector' = 'blackhole');\n".formatted(TRADE),
        "INSERT INTO gone SELECT * FROM market_data");
  }

  /// Passes on so many messages with a number and a price as they come.
  ///
  /// @param checkpoints a folder that is not there yet
  void pass(String from, String to, long perPartition, Delivery delivery, Path checkpoints) {
    StringBuilder ends = new StringBuilder();
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      ends.append(partition == 0 ? "" : ";")
          .append("partition:%d,offset:%d".formatted(partition, perPartition));
    }
    run(
        saved(delivery, checkpoints)
            + table(
                "arrivals",
                "id BIGINT, price DOUBLE, note VARCHAR",
                from,
                "'scan.bounded.mode' = 'specific-offsets', 'scan.bounded.specific-offsets' = '"
                    + ends
                    + "'")
            + table(
                "passed",
                "id BIGINT, price DOUBLE",
                to,
                "'sink.profile' = 'latency', " + guarantee(delivery)),
        "INSERT INTO passed SELECT id, price * 2 FROM arrivals WHERE price > 0");
  }

  private Run run(String declarations, String insert) {
    try (Session session = Session.open(world)) {
      session.set("job.mode", parallelism == 1 ? "simple" : "adaptive");
      session.set("parallelism", Integer.toString(parallelism));
      session.execute(declarations);
      Stretch stretch = new Stretch();
      session.onProgress(stretch);
      return stretch.end(session.execute(insert).getFirst().summary().orElseThrow());
    }
  }

  /// The rows of a result.
  NetResult rows(String topic) {
    try (VelostreamQuery query = result(topic)) {
      return query.run(NetResult::new).output();
    }
  }

  Checksum checksum(String topic) {
    try (VelostreamQuery query = result(topic)) {
      return query.run(_ -> new Checksum()).output();
    }
  }

  private VelostreamQuery result(String topic) {
    return VelostreamQuery.over(
        world, bounded("result", RESULT, topic), "SELECT * FROM result", Mode.SIMPLE);
  }
}
