package io.velostream.benchmarks.kafka;

import io.velostream.benchmarks.bytes.ByteScenario;
import io.velostream.benchmarks.bytes.FileFormat;
import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.check.NetResult;
import io.velostream.benchmarks.check.RowComparison;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.kafka.TopicJob.Delivery;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Statistics;
import io.velostream.columnar.Field;
import io.velostream.runtime.job.RunSummary;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Scenario 3a from topic to topic, with each kind of delivery, beside a loop that only polls. All
/// take turns, so that they have the same machine.
public final class KafkaBenchmark {
  private static final long CHECKED = 70_000;

  private final TopicJob job;
  private final Topics topics;
  private final Path folder;
  private final long records;

  /// What the names of topics begin with, new on each run.
  private final String names;

  private final String input;
  private final List<Double> polled = new ArrayList<>();
  private final List<Double> decoded = new ArrayList<>();
  private final Map<Delivery, List<Double>> rates = new EnumMap<>(Delivery.class);
  private final Map<Delivery, RunSummary> last = new EnumMap<>(Delivery.class);
  private String checksum = "";
  private long bytes;
  private int outputs;

  /// @param servers where a broker is
  /// @param parallelism pipelines of the jobs
  /// @param folder for files and checkpoints
  /// @param records of the topic
  public KafkaBenchmark(World world, String servers, int parallelism, Path folder, long records) {
    this.job = new TopicJob(world, servers, parallelism);
    this.topics = new Topics(servers);
    this.folder = folder;
    this.records = records;
    this.names = "bench-" + world.clock().wallMicros() + "-";
    this.input = names + "trades";
    for (Delivery delivery : Delivery.values()) {
      rates.put(delivery, new ArrayList<>());
    }
  }

  /// Compares the result over a small topic with DuckDB's over the same trades in a file.
  ///
  /// @throws CheckFailure when they differ
  public void check() throws IOException {
    ByteScenario scenario =
        ByteScenario.all().stream()
            .filter(one -> one.id().equals("json-3a"))
            .findFirst()
            .orElseThrow();
    topics.fill(names + "checked", CHECKED);
    Path file = folder.resolve("checked.jsonl");
    FileFormat.JSON.write(file, CHECKED);
    for (Delivery delivery : Delivery.values()) {
      String output = newOutput();
      job.windows(names + "checked", output, delivery, folder.resolve(output));
      NetResult ours = job.rows(output);
      List<String> names = ours.schema().fields().stream().map(Field::name).toList();
      try (DuckDb peer = DuckDb.open()) {
        peer.execute(scenario.input().peerDeclaration(file.toString()));
        new RowComparison(names, scenario.approximate())
            .difference(ours.rows(), peer.query(scenario.peerSql()))
            .ifPresent(difference -> {
              throw new CheckFailure("topic to topic, " + delivery + ": " + difference);
            });
      }
    }
  }

  private String newOutput() throws IOException {
    String output = names + "out-" + outputs++;
    topics.createSmall(output);
    return output;
  }

  /// Fills the topic, and runs everything untimed and then timed.
  ///
  /// @param warmUps untimed runs: with few, compilers have one of two cores while queries run
  /// @return the loop that only polls, decoding alone, and the query with each kind of delivery
  /// @throws CheckFailure when a result differs from that of another run
  public List<Measurement> measure(int warmUps, int repeats) throws IOException {
    bytes = topics.fill(input, records);
    for (int run = 0; run < warmUps + repeats; run++) {
      round(run >= warmUps);
    }
    List<Measurement> all = new ArrayList<>();
    all.add(measurement("kafka-poll", "a loop that only polls", polled, 0, "", 0));
    all.add(measurement("kafka-decode", "JSON to columns, CPU time", decoded, records, "", 0));
    for (Delivery delivery : Delivery.values()) {
      RunSummary summary = Objects.requireNonNull(last.get(delivery));
      long lost = Math.abs(records - summary.rowsIn());
      all.add(
          measurement(
              "kafka-3a-" + delivery,
              "topic to topic",
              rates(delivery),
              summary.rowsOut(),
              checksum,
              summary.errorRows() + summary.lateRows() + lost));
    }
    return all;
  }

  private void round(boolean timed) throws IOException {
    double poll = PollLoop.rate(topics.servers(), input, records);
    double decode = job.decode(input).rateOfCore();
    if (timed) {
      polled.add(poll);
      decoded.add(decode);
    }
    for (Delivery delivery : Delivery.values()) {
      String output = newOutput();
      TopicJob.Run run = job.windows(input, output, delivery, folder.resolve(output));
      last.put(delivery, run.summary());
      if (timed) {
        rates(delivery).add(run.rate());
      } else {
        compare(delivery, job.checksum(output));
      }
    }
  }

  private List<Double> rates(Delivery delivery) {
    return Objects.requireNonNull(rates.get(delivery));
  }

  private void compare(Delivery delivery, Checksum result) {
    if (!checksum.isEmpty() && !checksum.equals(result.hex())) {
      throw new CheckFailure(delivery + " gives " + result.hex() + " instead of " + checksum);
    }
    checksum = result.hex();
  }

  private Measurement measurement(
      String id, String title, List<Double> rate, long rows, String sum, long errors) {
    return new Measurement(
        id,
        title,
        job.parallelism() == 1 ? "simple" : "adaptive",
        job.parallelism(),
        records,
        rows,
        0,
        errors,
        sum,
        Statistics.of(rate),
        0,
        bytes,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Lets messages arrive at a steady pace, and a query pass them on, unsaved.
  public TopicLatency latency(long rate, long count, double warmUp) throws IOException {
    return latency("query, unsaved", Delivery.UNSAVED, rate, count, warmUp);
  }

  /// The same at least once, with a checkpoint each 500 ms (goal: p99 of 20 ms).
  public TopicLatency savedLatency(long rate, long count, double warmUp) throws IOException {
    return latency("query, at least once", Delivery.AT_LEAST_ONCE, rate, count, warmUp);
  }

  private TopicLatency latency(String name, Delivery delivery, long rate, long count, double warmUp)
      throws IOException {
    String own = names + delivery + "-";
    return TopicLatency.measure(
        name,
        (from, to, each) -> job.pass(from, to, each, delivery, folder.resolve(own)),
        topics,
        own,
        rate,
        count,
        warmUp);
  }

  /// The same with a loop of the clients alone, which shows what is left to a query.
  public TopicLatency leastLatency(long rate, long count, double warmUp) throws IOException {
    return TopicLatency.measure(
        "loop",
        (from, to, each) -> PassLoop.pass(topics, from, to, each),
        topics,
        names + "loop-",
        rate,
        count,
        warmUp);
  }

  /// What the measurements come to, and what is to be reached.
  public static KafkaRatios ratios(List<Measurement> all) {
    double poll = all.get(0).rates().median();
    double least = all.get(3).rates().median();
    return new KafkaRatios(
        all.get(2).rates().median() / poll,
        all.get(1).megabytesPerSecond(),
        all.get(4).rates().median() / least);
  }
}
