package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Another consumer in the group that a table names: it is given partitions by the broker, and
/// changes nothing for the job.
@Timeout(200)
class ForeignMemberTest {
  @TempDir Path folder;

  private static Consumer<ByteBuffer, ByteBuffer> member(Broker broker, String group) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "bootstrap.servers", broker.servers(),
                "group.id", group,
                "enable.auto.commit", "false",
                "max.poll.records", "50",
                "auto.offset.reset", "earliest"));
    return Clients.consumer(settings);
  }

  private static int poll(Consumer<ByteBuffer, ByteBuffer> member) {
    int count = member.poll(Duration.ofMillis(100)).count();
    if (count > 0) {
      member.commitSync();
    }
    return count;
  }

  /// Messages come to it: it was not shut out.
  private static void awaitMessages(Consumer<ByteBuffer, ByteBuffer> member) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (poll(member) == 0) {
      assertThat(System.nanoTime()).as("no messages come").isLessThan(end);
    }
  }

  @Test
  void aMemberThatComesAndGoesChangesNothing() throws IOException, InterruptedException {
    Broker broker = Broker.shared();
    NumberedRows input = NumberedRows.write(broker, 20_000, 100);
    String group = "shared-" + input.topic();
    TopicJob topics =
        input.doubling(folder, broker.servers(), ", 'properties.group.id' = '" + group + "'");
    try (Consumer<ByteBuffer, ByteBuffer> member = member(broker, group)) {
      member.subscribe(List.of(input.topic()));
      while (member.assignment().size() < NumberedRows.PARTITIONS) {
        poll(member);
      }
      Process process = topics.job().start();
      try {
        topics.job().awaitEpochs(process, 2);
        awaitMessages(member);
        process.destroyForcibly().waitFor();
        while (poll(member) > 0) {
          // the group is at the end of the topic, and the job is not
        }
        process = topics.job().start();
        try (Consumer<ByteBuffer, ByteBuffer> another = member(broker, group)) {
          another.subscribe(List.of(input.topic()));
          while (another.assignment().isEmpty() && process.isAlive()) {
            poll(another); // partitions are dealt anew
            poll(member);
          }
        }
        assertThat(topics.job().await(process)).as(topics.job().log()).isZero();
      } finally {
        process.destroyForcibly();
      }
      topics.requireComplete("with a foreign member");
    }
  }
}
