package io.velostream.connector.kafka;

import io.velostream.stream.seam.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Tells a group how far a reader is, for whoever watches groups, and for readers that begin there.
/// A job that is saved goes by its checkpoints alone, so that a commit that fails does no harm: the
/// next one says more.
final class GroupOffsets {
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final boolean wanted;
  private final Clock clock;
  private long next;

  GroupOffsets(boolean wanted, Clock clock) {
    this.wanted = wanted;
    this.clock = clock;
    this.next = clock.monotonicNanos() + INTERVAL_NANOS;
  }

  /// Has the offsets sent if it is time.
  void commitNowAndThen(List<PartitionFeed> feeds, Fetcher fetcher) {
    if (wanted && clock.monotonicNanos() >= next) {
      next = clock.monotonicNanos() + INTERVAL_NANOS;
      fetcher.commit(offsets(feeds));
    }
  }

  /// The last time: closing the consumer waits for it.
  void commit(List<PartitionFeed> feeds, Consumer<?, ?> consumer) {
    if (wanted) {
      // Where others are members of the group, it takes no offsets of ours.
      consumer.commitAsync(offsets(feeds), (_, _) -> {});
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(List<PartitionFeed> feeds) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (PartitionFeed feed : feeds) {
      offsets.put(feed.partition(), new OffsetAndMetadata(feed.place().next()));
    }
    return offsets;
  }
}
