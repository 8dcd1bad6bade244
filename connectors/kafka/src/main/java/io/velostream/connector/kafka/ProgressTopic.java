package io.velostream.connector.kafka;

import io.velostream.connector.spi.SinkProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// The records that jobs keep of what they have written: a compacted topic of one partition, where
/// a message for each job and sink is written in the transaction of the rows it tells of.
final class ProgressTopic {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final short BROKERS_DEFAULT = -1;

  private final String name;
  private final ClientProperties properties;

  ProgressTopic(String name, ClientProperties properties) {
    this.name = name;
    this.properties = properties;
  }

  /// A record.
  ///
  /// @param generation that of the process that has written it
  record Entry(long run, long generation, long epoch, boolean last) {
    static final Entry NONE = new Entry(0, 0, 0, false);

    SinkProgress progress() {
      return new SinkProgress(run, epoch, last);
    }

    private byte[] bytes() {
      return "v1 %d %d %d %b".formatted(run, generation, epoch, last)
          .getBytes(StandardCharsets.UTF_8);
    }

    private static Entry of(ByteBuffer bytes) {
      String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
      String[] parts = text.split(" ");
      if (parts.length != 5 || !parts[0].equals("v1")) {
        throw new IllegalStateException("not a record of progress: " + text);
      }
      return new Entry(
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]),
          Boolean.parseBoolean(parts[4]));
    }
  }

  private static String key(String job, String sink) {
    return job + "\n" + sink;
  }

  /// The message that makes an entry, to be sent in the transaction that it tells of.
  ProducerRecord<byte[], byte[]> message(String job, String sink, Entry entry) {
    return new ProducerRecord<>(
        name, 0, key(job, sink).getBytes(StandardCharsets.UTF_8), entry.bytes());
  }

  /// Makes the topic if there is none.
  void create() throws IOException {
    try (Admin admin = Admin.create(properties.admin())) {
      NewTopic topic =
          new NewTopic(name, Optional.of(1), Optional.empty())
              .configs(Map.of("cleanup.policy", "compact"));
      assert topic.replicationFactor() == BROKERS_DEFAULT;
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failed(e);
      }
    } catch (KafkaException | InterruptedException e) {
      throw failed(e);
    }
  }

  private IOException failed(Exception e) {
    return Failures.of("cannot keep a record in the topic '" + name + "'", e);
  }

  /// The latest entry of a sink, once nothing of an older transaction of its can become visible.
  ///
  /// Reads up to what was there when it was asked: a transaction of another job that is open at
  /// that moment is waited for.
  Entry latest(String job, String sink) throws IOException {
    Map<String, Object> settings = new HashMap<>(properties.consumer());
    settings.remove("group.id");
    TopicPartition partition = new TopicPartition(name, 0);
    String wanted = key(job, sink);
    try {
      long end = end(settings, partition);
      settings.put("isolation.level", "read_committed");
      Consumer<ByteBuffer, ByteBuffer> consumer = Clients.consumer(settings);
      try {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        @Nullable Entry latest = null;
        while (consumer.position(partition) < end) {
          for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(PATIENCE)) {
            if (StandardCharsets.UTF_8.decode(record.key().duplicate()).toString().equals(wanted)) {
              latest = Entry.of(record.value());
            }
          }
        }
        return latest == null ? Entry.NONE : latest;
      } finally {
        Clients.close(consumer);
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /// Where the topic ends, open transactions counted.
  private static long end(Map<String, Object> settings, TopicPartition partition) {
    settings.put("isolation.level", "read_uncommitted");
    Consumer<ByteBuffer, ByteBuffer> consumer = Clients.consumer(settings);
    try {
      return consumer.endOffsets(List.of(partition)).get(partition);
    } finally {
      Clients.close(consumer);
    }
  }
}
