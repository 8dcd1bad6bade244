package io.velostream.benchmarks.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A loop that sends on what it polls, untouched: what clients, broker and machine take alone, with
/// the settings of a job whose sink has the profile `latency`.
final class PassLoop {
  private static final Map<String, Object> AT_ONCE =
      Map.of("linger.ms", 1, "batch.size", 16_384, "acks", "all");

  private PassLoop() {}

  /// Passes on so many messages of each partition.
  static void pass(Topics topics, String from, String to, long perPartition) {
    long left = perPartition * Topics.PARTITIONS;
    try (Consumer<ByteBuffer, ByteBuffer> consumer = PollLoop.consumer(topics.servers(), from);
        Producer<byte[], byte[]> producer = topics.producer(AT_ONCE)) {
      while (left > 0) {
        for (ConsumerRecord<ByteBuffer, ByteBuffer> message :
            consumer.poll(Duration.ofMillis(100))) {
          byte[] value = new byte[message.value().remaining()];
          message.value().get(value);
          var _ = producer.send(new ProducerRecord<>(to, message.partition(), null, value));
          left--;
        }
      }
      producer.flush();
    }
  }
}
