package io.velostream.connector.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Copies what polls bring, into memory that comes back when it has been decoded.
final class Intake {
  private static final int MOST_SPARE = 32;

  private final Messages.Wanted wanted;
  private final BlockingQueue<Messages> spare = new ArrayBlockingQueue<>(MOST_SPARE);

  /// What one poll has brought of one partition, or a piece of it.
  ///
  /// @param number of the partition, in the order in which they became known
  /// @param messages that are wanted
  /// @param position where the consumer was then: behind messages that nobody is shown, too
  /// @param arrivedNanos when, by the monotonic clock
  record Portion(int number, Messages messages, long position, long arrivedNanos) {}

  Intake(Messages.Wanted wanted) {
    this.wanted = wanted;
  }

  /// Adds the messages before an offset to what a poll has brought.
  ///
  /// @param position where the consumer is
  void take(
      int number,
      TopicPartition partition,
      List<ConsumerRecord<ByteBuffer, ByteBuffer>> came,
      long end,
      long position,
      long now,
      List<Portion> portions) {
    Messages messages = empty(partition);
    for (ConsumerRecord<ByteBuffer, ByteBuffer> message : came) {
      if (message.offset() >= end) {
        break;
      }
      if (messages.isFull()) {
        portions.add(new Portion(number, messages, message.offset(), now));
        messages = empty(partition);
      }
      messages.add(message);
    }
    portions.add(new Portion(number, messages, position, now));
  }

  private Messages empty(TopicPartition partition) {
    Messages known = spare.poll();
    if (known == null) {
      return new Messages(wanted, partition);
    }
    known.reset(partition);
    return known;
  }

  /// Takes back what nobody looks at any more; for any thread.
  void giveBack(Messages messages) {
    if (messages.isWorthKeeping()) {
      var _ = spare.offer(messages);
    }
  }
}
