package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Partitions and topics that are added while a job runs, which is killed again and again: each row
/// of each of them is there once.
///
/// `-Dvelostream.kafka.growths=20` adds more often than an ordinary run.
@Timeout(600)
class GrowingTopicTest {
  private static final int GROWTHS = Integer.getInteger("velostream.kafka.growths", 4);
  private static final int ROWS = 300;

  @TempDir Path folder;
  private final List<String> expected = new ArrayList<>();

  private void write(Broker broker, String topic, int partition) {
    String[] values = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int id = expected.size();
      values[i] = "{\"id\":%d}".formatted(id);
      expected.add("{\"id\":%d}".formatted(id * 2));
    }
    broker.write(topic, partition, values);
  }

  @Test
  void whatIsAddedIsReadOnceWheneverTheJobDies() throws IOException, InterruptedException {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Broker broker = Broker.shared();
    String output = broker.topic(2);
    String prefix = "growing-" + output + "-";
    broker.create(prefix + 0, 1, Map.of());
    Job job = Job.of(folder, script(broker, prefix, output));
    Process process = job.start();
    try {
      for (int growth = 1; growth <= GROWTHS; growth++) {
        write(broker, prefix + 0, 0);
        broker.messages(output, expected.size() - ROWS / 2); // it is at work
        if (growth % 3 == 0) {
          broker.create(prefix + growth, 1, Map.of());
          write(broker, prefix + growth, 0);
        } else {
          broker.grow(prefix + 0, growth + 1);
          write(broker, prefix + 0, growth);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(0, 300)); // it may have been found, or not
        process.destroyForcibly().waitFor();
        process = job.start();
      }
      assertThat(broker.messages(output, expected.size()))
          .as("seed %d: %s", seed, job.log())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(process.isAlive()).as(job.log()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String script(Broker broker, String prefix, String output) {
    String kafka =
        "WITH ('connector' = 'kafka', 'format' = 'json', 'properties.bootstrap.servers' = '%s',"
            + " %s);\n";
    return "SET 'checkpoint.interval' = '20 ms';\n"
        + "SET 'checkpoint.rest' = '0';\n"
        + "SET 'batch.rows' = '50';\n"
        + "CREATE TABLE i (id BIGINT) "
        + kafka.formatted(
            broker.servers(),
            "'topic-pattern' = '"
                + prefix
                + ".*', 'scan.topic-partition-discovery.interval' = '50 ms'")
        + "CREATE TABLE o (id BIGINT) "
        + kafka.formatted(broker.servers(), "'topic' = '" + output + "'")
        + "INSERT INTO o SELECT id * 2 FROM i;\n";
  }
}
