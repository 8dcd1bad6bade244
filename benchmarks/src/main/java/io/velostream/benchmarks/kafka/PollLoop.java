package io.velostream.benchmarks.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/// A loop that polls a topic to its end and looks at nothing: what a client can do at most. Its
/// settings are those of a table's reader.
final class PollLoop {
  private PollLoop() {}

  /// A consumer of all partitions of a topic, from its beginning, with the settings of the reader.
  static Consumer<ByteBuffer, ByteBuffer> consumer(String servers, String topic) {
    Consumer<ByteBuffer, ByteBuffer> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "isolation.level", "read_committed",
                "max.poll.records", "8192",
                "max.partition.fetch.bytes", "4194304",
                "fetch.max.bytes", "67108864",
                "receive.buffer.bytes", "262144",
                "enable.auto.commit", "false"),
            new ByteBufferDeserializer(),
            new ByteBufferDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(number -> new TopicPartition(topic, number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /// Polls so many records.
  ///
  /// @return records a second from the first that came to the last
  static double rate(String servers, String topic, long records) {
    try (Consumer<ByteBuffer, ByteBuffer> consumer = consumer(servers, topic)) {
      long first = 0;
      long start = 0;
      long came = 0;
      while (came < records) {
        came += consumer.poll(Duration.ofMillis(100)).count();
        if (first == 0 && came > 0) {
          first = came;
          start = System.nanoTime();
        }
      }
      return (came - first) * 1e9 / (System.nanoTime() - start);
    }
  }
}
