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
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// The record that a job keeps of what it has written to a sink: a compacted topic of one
/// partition, where a message is written in the transaction of the rows it tells of.
///
/// Each sink of each job has one of its own: in a topic that several share, the transaction that a
/// dead process has left open would hide what the others have written behind it.
final class ProgressTopic {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final int MOST_POLLS = 150;
  private static final int LONGEST_NAME = 200;
  private static final byte[] KEY = "progress".getBytes(StandardCharsets.UTF_8);

  private final String name;
  private final ClientProperties properties;

  /// @param prefix what the name of the topic begins with
  ProgressTopic(String prefix, String job, String sink, ClientProperties properties) {
    this.name = name(prefix, job, sink);
    this.properties = properties;
  }

  /// Names of topics are short and of few characters; a sum tells those apart that become alike.
  private static String name(String prefix, String job, String sink) {
    String plain = (prefix + "." + job + "." + sink).replaceAll("[^A-Za-z0-9._-]", "_");
    String exact = job + "\n" + sink;
    return "%s.%08x"
        .formatted(plain.substring(0, Math.min(plain.length(), LONGEST_NAME)), exact.hashCode());
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
      return "v1 %d %d %d %b"
          .formatted(run, generation, epoch, last)
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

  /// The message that makes an entry, to be sent in the transaction that it tells of.
  ProducerRecord<byte[], byte[]> message(Entry entry) {
    return new ProducerRecord<>(name, 0, KEY, entry.bytes());
  }

  /// Makes the topic if there is none.
  void create() throws IOException {
    try (Admin admin = Admin.create(properties.admin())) {
      NewTopic topic =
          new NewTopic(name, Optional.of(1), Optional.empty())
              .configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(topic)).all().get();
      Topics.awaitLeaders(admin, List.of(new TopicPartition(name, 0)));
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

  /// The latest entry that can be seen now; a transaction that is open may yet add one.
  Entry visible() throws IOException {
    return latest("read_committed");
  }

  /// The latest entry, where no transaction is open any more.
  Entry latest() throws IOException {
    return latest("read_uncommitted");
  }

  /// @param isolation by which it is found how far to read
  private Entry latest(String isolation) throws IOException {
    Map<String, Object> settings = new HashMap<>(properties.consumer());
    settings.remove("group.id");
    TopicPartition partition = new TopicPartition(name, 0);
    try {
      settings.put("isolation.level", isolation);
      long end = end(settings, partition);
      settings.put("isolation.level", "read_committed");
      Consumer<ByteBuffer, ByteBuffer> consumer = Clients.consumer(settings);
      try {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        @Nullable Entry latest = null;
        for (int polls = 0; consumer.position(partition) < end; polls++) {
          if (polls == MOST_POLLS) {
            throw new TimeoutException("the topic cannot be read to its end");
          }
          for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(PATIENCE)) {
            latest = Entry.of(record.value());
            polls = 0;
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

  private static long end(Map<String, Object> settings, TopicPartition partition) {
    Consumer<ByteBuffer, ByteBuffer> consumer = Clients.consumer(settings);
    try {
      return consumer.endOffsets(List.of(partition)).values().iterator().next();
    } finally {
      Clients.close(consumer);
    }
  }
}
