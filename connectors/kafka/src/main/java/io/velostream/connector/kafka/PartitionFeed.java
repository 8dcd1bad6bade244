package io.velostream.connector.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The messages of one partition that have come and wait to be decoded.
final class PartitionFeed {
  /// Topics have fewer partitions than this, so that both numbers make one.
  private static final int MAX_PARTITIONS = 1 << 20;

  private final TopicPartition partition;
  private final int topic;
  private final long end;

  /// What polls have brought, oldest first; the first of them from `taken` on.
  private final ArrayDeque<Fetcher.Portion> portions = new ArrayDeque<>();

  private int taken;
  private int size;
  private long bytes;

  /// Where the consumer is, behind all that wait.
  private long fetched;

  private boolean ended;

  /// @param topic its index
  /// @param next the first offset to be read
  /// @param end before which offset reading ends
  PartitionFeed(TopicPartition partition, int topic, long next, long end) {
    this.partition = partition;
    this.topic = topic;
    this.fetched = next;
    this.end = end;
    this.ended = next >= end;
  }

  TopicPartition partition() {
    return partition;
  }

  /// The number of the partition among all of the table, which never changes.
  int part() {
    return topic * MAX_PARTITIONS + partition.partition();
  }

  static int topicOf(int part) {
    return part / MAX_PARTITIONS;
  }

  static int numberOf(int part) {
    return part % MAX_PARTITIONS;
  }

  /// Takes what has come.
  void add(Fetcher.Portion portion) {
    if (!portion.messages().isEmpty()) {
      portions.add(portion);
      size += portion.messages().size();
      bytes += portion.bytes();
    }
    fetched = Math.min(portion.position(), end);
    ended = portion.position() >= end;
  }

  int size() {
    return size;
  }

  /// Bytes of the values that wait.
  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private Fetcher.Portion first() {
    return Objects.requireNonNull(portions.peek(), "nothing waits");
  }

  /// Since when the first message waits, by the monotonic clock.
  long waitingSince() {
    return first().arrivedNanos();
  }

  ConsumerRecord<ByteBuffer, ByteBuffer> take() {
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> messages = first().messages();
    ConsumerRecord<ByteBuffer, ByteBuffer> message = messages.get(taken++);
    size--;
    bytes -= Math.max(0, message.serializedValueSize());
    if (taken == messages.size()) {
      portions.remove();
      taken = 0;
    }
    return message;
  }

  /// Whether nothing more will come.
  boolean hasEnded() {
    return ended;
  }

  /// Where another reader goes on.
  TopicPlace.Partition place() {
    long next = isEmpty() ? fetched : first().messages().get(taken).offset();
    return new TopicPlace.Partition(topic, partition.partition(), next, end);
  }
}
