package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Sends rows to a topic through one producer. Belongs to one thread, but for what the producer's
/// own thread tells of messages that failed.
final class TopicSink implements AutoCloseable {
  /// Of a refused row: a number would be another one after a death.
  private static final long NO_POSITION = 0;

  private final SinkTarget target;
  private final SizeLimit limit;
  private final Producer<byte[], byte[]> producer;
  private final RowMessages messages;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private TopicSink(SinkTarget target, SizeLimit limit, Producer<byte[], byte[]> producer) {
    this.target = target;
    this.limit = limit;
    this.producer = producer;
    this.messages = new RowMessages(target.messages());
  }

  /// @param most the bytes of a batch that the topic takes
  static TopicSink open(SinkTarget target, Map<String, Object> settings, int most)
      throws IOException {
    try {
      return new TopicSink(target, SizeLimit.of(settings, most), Clients.producer(settings));
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
    ProducerRecord<byte[], byte[]> sent = message.to(target.topic());
    Optional<String> refusal = limit.refusal(sent);
    if (refusal.isPresent()) {
      byte[] value = message.value() == null ? new byte[0] : message.value();
      target
          .badRows()
          .report(target.table(), NO_POSITION, new Slice(value, 0, value.length), refusal.get());
      return;
    }
    var _ =
        producer.send(
            sent,
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
