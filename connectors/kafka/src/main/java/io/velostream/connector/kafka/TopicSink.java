package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Sends rows to a topic through one producer. Belongs to one thread, but for what the producer's
/// own thread tells of messages that failed.
final class TopicSink implements AutoCloseable {
  private final SinkTarget target;
  private final Producer<byte[], byte[]> producer;
  private final RowMessages messages;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private TopicSink(SinkTarget target, Producer<byte[], byte[]> producer) {
    this.target = target;
    this.producer = producer;
    this.messages = new RowMessages(target.messages());
  }

  static TopicSink open(SinkTarget target, Map<String, Object> settings) throws IOException {
    try {
      return new TopicSink(target, Clients.producer(settings));
    } catch (KafkaException e) {
      throw Failures.of(target.what(), e);
    }
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  /// Sends rows, or keeps them until the next flush.
  void add(Batch batch) throws IOException {
    try {
      messages.add(batch, this::send);
    } catch (KafkaException e) {
      throw failed(e);
    }
    check();
  }

  private void send(OutgoingMessage message) {
    var _ =
        producer.send(
            message.to(target.topic()),
            (_, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /// Sends what was kept: all changes of a step, or of an epoch, are there.
  void release() throws IOException {
    try {
      messages.flush(this::send);
    } catch (KafkaException e) {
      throw failed(e);
    }
    check();
  }

  /// Waits until brokers have all that was sent.
  void flush() throws IOException {
    release();
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw failed(e);
    }
    check();
  }

  /// Drops what was kept.
  void clear() {
    messages.clear();
  }

  private void check() throws IOException {
    Exception first = failure.get();
    if (first != null) {
      throw Failures.of(target.what(), first);
    }
  }

  IOException failed(KafkaException e) {
    Exception first = failure.get();
    return Failures.of(target.what(), first == null ? e : first);
  }

  @Override
  public void close() {
    Clients.close(producer);
  }

  /// Closes without waiting for anything.
  void abandon() {
    Clients.abandon(producer);
  }
}
