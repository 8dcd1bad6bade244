package io.velostream.benchmarks.kafka;

import io.velostream.benchmarks.bytes.FileFormat;
import io.velostream.benchmarks.bytes.TradeFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topics of a broker: makes them, and fills them with trades.
///
/// @param servers where the broker is
public record Topics(String servers) {
  /// Partitions of each topic.
  public static final int PARTITIONS = 4;

  /// So many records in a row go to one partition, as producers without keys do it.
  private static final int RUN = 1_000;

  /// Index files of a segment are made as long as they may become, and zeros are read from disk
  /// when a broker first looks into them: for a topic of a few megabytes that takes longer than its
  /// messages do.
  private static final Map<String, String> SMALL = Map.of("segment.index.bytes", "65536");

  /// Makes an empty topic.
  public void create(String name) throws IOException {
    create(name, Map.of());
  }

  /// Makes an empty topic for a result, which is small.
  void createSmall(String name) throws IOException {
    create(name, SMALL);
  }

  private void create(String name, Map<String, String> settings) throws IOException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name, Optional.of(PARTITIONS), Optional.of((short) 1))
                      .configs(settings)))
          .all()
          .get();
      awaitLeaders(admin, name);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// Only a leader knows where a partition ends. A producer that sends before there is one may
  /// never get over it: of several requests under way one is refused and the next is taken.
  private static void awaitLeaders(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
    }
    boolean known = false;
    while (!known) {
      try {
        admin.listOffsets(ends).all().get();
        known = true;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
  }

  /// Makes a topic and writes the trades of scenario 3a to it, as JSON, uncompressed.
  ///
  /// @return bytes of all values
  public long fill(String name, long records) throws IOException {
    create(name);
    AtomicReference<Exception> failure = new AtomicReference<>();
    long[] sent = {0, 0};
    try (Producer<byte[], byte[]> producer = producer(Map.of("linger.ms", 20))) {
      TradeFile.each(
          FileFormat.JSON,
          records,
          line -> {
            byte[] value = Arrays.copyOf(line, line.length - 1);
            int partition = (int) (sent[0]++ / RUN % PARTITIONS);
            sent[1] += value.length;
            var _ =
                producer.send(
                    new ProducerRecord<>(name, partition, null, value),
                    (_, e) -> failure.compareAndSet(null, e));
          });
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IOException("the topic cannot be filled", failure.get());
    }
    return sent[1];
  }

  /// A producer of bytes.
  Producer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", servers);
    all.putIfAbsent("batch.size", 262_144);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
