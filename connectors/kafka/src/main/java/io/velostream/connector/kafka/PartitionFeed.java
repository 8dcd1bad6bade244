package io.velostream.connector.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The messages of one partition that have come and wait to be decoded.
final class PartitionFeed {
  /// Topics have fewer partitions than this, so that both numbers make one.
  private static final int MAX_PARTITIONS = 1 << 20;

  private final TopicPartition partition;
  private final int topic;
  private final long end;
  private final ArrayDeque<ConsumerRecord<ByteBuffer, ByteBuffer>> waiting = new ArrayDeque<>();

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
  ///
  /// @param position where the consumer is now: behind messages that nobody is shown, too
  void add(List<ConsumerRecord<ByteBuffer, ByteBuffer>> messages, long position) {
    for (ConsumerRecord<ByteBuffer, ByteBuffer> message : messages) {
      if (message.offset() < end) {
        waiting.add(message);
      }
    }
    fetched = Math.min(position, end);
    ended = position >= end;
  }

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  ConsumerRecord<ByteBuffer, ByteBuffer> take() {
    return waiting.remove();
  }

  /// Whether nothing more will come.
  boolean hasEnded() {
    return ended;
  }

  /// Where another reader goes on.
  TopicPlace.Partition place() {
    ConsumerRecord<ByteBuffer, ByteBuffer> first = waiting.peek();
    return new TopicPlace.Partition(
        topic, partition.partition(), first == null ? fetched : first.offset(), end);
  }
}
