package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A job whose connections to the broker are cut, stall and lose what goes one way, while rows come
/// all the time: it goes on by itself, and each row is there once.
///
/// `-Dvelostream.kafka.scripts=20` does more of that to it than an ordinary run.
@Timeout(900)
class BadNetworkTest {
  private static final int SCRIPTS = Integer.getInteger("velostream.kafka.scripts", 6);

  /// After how long a client gives a request up, here.
  private static final int PATIENCE_MILLIS = 1_500;

  @TempDir Path folder;

  /// Rows that come one after the other, and what the job makes of them.
  private static final class Trickle {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final List<String> expected = new ArrayList<>();

    Trickle(Producer<byte[], byte[]> producer, String topic) {
      this.producer = producer;
      this.topic = topic;
    }

    void go(int millis) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      do {
        for (int i = 0; i < 5; i++) {
          int id = expected.size();
          byte[] value = "{\"id\":%d}".formatted(id).getBytes(StandardCharsets.UTF_8);
          var _ = producer.send(new ProducerRecord<>(topic, id % 4, null, value));
          expected.add("{\"id\":%d}".formatted(id * 2));
        }
        TimeUnit.MILLISECONDS.sleep(5);
      } while (System.nanoTime() < end);
      producer.flush();
    }
  }

  @Test
  void aJobGoesOnWhateverTheNetworkDoes() throws IOException, InterruptedException {
    int proxied = Broker.freePort();
    int direct = Broker.freePort();
    int behind = Broker.freePort();
    long seed = Long.getLong("velostream.network.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (Broker broker = Broker.openBehind(direct, behind, proxied);
        Proxy proxy = Proxy.start(proxied, behind);
        Producer<byte[], byte[]> producer = broker.producer()) {
      String input = broker.topic(4);
      String output = broker.topic(4);
      Job job = Job.of(folder, script(proxied, input, output));
      Process process = job.start();
      try {
        Trickle rows = new Trickle(producer, input);
        rows.go(500);
        job.awaitEpochs(process, 2);
        for (int script = 0; script < SCRIPTS; script++) {
          String context = disturb(proxy, rows, script, random) + ", seed " + seed;
          List<String> found = broker.messages(output, rows.expected.size());
          assertThat(process.isAlive()).as("%s: %s", context, job.log()).isTrue();
          assertThat(found)
              .as("%s: %s", context, job.log())
              .containsExactlyInAnyOrderElementsOf(rows.expected);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static String script(int port, String input, String output) {
    String kafka =
        "WITH ('connector' = 'kafka', 'format' = 'json', 'topic' = '%s',"
            + " 'properties.bootstrap.servers' = '127.0.0.1:"
            + port
            + "', 'properties.request.timeout.ms' = '"
            + PATIENCE_MILLIS
            + "', 'properties.default.api.timeout.ms' = '5000', 'properties.max.block.ms' ="
            + " '5000'%s);\n";
    return "SET 'checkpoint.interval' = '20 ms';\n"
        + "SET 'checkpoint.rest' = '0';\n"
        + "CREATE TABLE i (id BIGINT) "
        + kafka.formatted(input, "")
        + "CREATE TABLE o (id BIGINT) "
        + kafka.formatted(output, ", 'properties.delivery.timeout.ms' = '4000'")
        + "INSERT INTO o SELECT id * 2 FROM i;\n";
  }

  /// One thing that happens to the network while rows come.
  ///
  /// @return what it was
  private static String disturb(Proxy proxy, Trickle rows, int script, RandomGenerator random)
      throws IOException, InterruptedException {
    List<Proxy.Network> kinds = List.copyOf(EnumSet.allOf(Proxy.Network.class));
    Proxy.Network kind = kinds.get(script % kinds.size());
    boolean isLong = script / kinds.size() % 2 == 0;
    int millis = isLong ? 2 * PATIENCE_MILLIS : random.nextInt(20, PATIENCE_MILLIS);
    long before = proxy.lost();
    if (kind == Proxy.Network.GOOD) { // but for connections that end all the time
      for (int i = 0; i < 10; i++) {
        rows.go(random.nextInt(100));
        proxy.resetAll();
      }
    } else {
      rows.go(random.nextInt(100));
      proxy.become(kind);
      rows.go(millis);
      proxy.become(Proxy.Network.GOOD);
    }
    assertThat(proxy.lost() > before || kind == Proxy.Network.STALLED).isTrue();
    return "script %d, %s for %d ms".formatted(script, kind, millis);
  }
}
