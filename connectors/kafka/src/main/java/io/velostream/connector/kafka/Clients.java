package io.velostream.connector.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/// Makes and closes Kafka's clients.
final class Clients {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private Clients() {}

  /// A consumer of bytes, which are views of what the network brought.
  static Consumer<ByteBuffer, ByteBuffer> consumer(Map<String, Object> properties) {
    return new KafkaConsumer<>(
        properties, new ByteBufferDeserializer(), new ByteBufferDeserializer());
  }

  static Producer<byte[], byte[]> producer(Map<String, Object> properties) {
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static void close(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
  }

  /// Drops what is not acknowledged.
  static void abandon(Producer<?, ?> producer) {
    producer.close(Duration.ZERO);
  }

  static void close(Producer<?, ?> producer) {
    producer.close(LONGEST_CLOSE);
  }
}
