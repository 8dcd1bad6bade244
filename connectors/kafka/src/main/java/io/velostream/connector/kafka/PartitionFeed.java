package io.velostream.connector.kafka;

import java.util.ArrayDeque;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/// The messages of one partition that have come and wait to be decoded.
final class PartitionFeed {
  /// Topics have fewer partitions than this, so that both numbers make one.
  private static final int MAX_PARTITIONS = 1 << 20;

  private final TopicPartition partition;
  private final int topic;
  private final long end;

  /// What polls have brought, oldest first; the first of them from `taken` on.
  private final ArrayDeque<Intake.Portion> portions = new ArrayDeque<>();

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
  void add(Intake.Portion portion) {
    if (portion.messages().size() > 0) {
      portions.add(portion);
      size += portion.messages().size();
      bytes += portion.messages().bytes();
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

  private Intake.Portion first() {
    return Objects.requireNonNull(portions.peek(), "nothing waits");
  }

  /// Since when the first message waits, by the monotonic clock.
  long waitingSince() {
    return first().arrivedNanos();
  }

  /// Those that hold the first message, at [#index].
  Messages messages() {
    return first().messages();
  }

  int index() {
    return taken;
  }

  /// Goes on to a message behind those that were taken.
  ///
  /// @return whether that were all of the messages, which are not looked at any more
  boolean advanceTo(int index) {
    Messages messages = messages();
    size -= index - taken;
    bytes -= messages.valueBytes(taken, index);
    taken = index;
    if (taken < messages.size()) {
      return false;
    }
    portions.remove();
    taken = 0;
    return true;
  }

  /// Whether nothing more will come.
  boolean hasEnded() {
    return ended;
  }

  /// Where another reader goes on.
  TopicPlace.Partition place() {
    long next = isEmpty() ? fetched : messages().offset(taken);
    return new TopicPlace.Partition(topic, partition.partition(), next, end);
  }
}
