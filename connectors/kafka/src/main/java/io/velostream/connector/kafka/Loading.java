package io.velostream.connector.kafka;

import io.velostream.connector.spi.LoadProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// The messages that were there when reading began, which must be read before rows of other tables
/// are.
final class Loading {
  /// Of the partitions that have not been read up to there.
  private final Map<TopicPartition, Span> open = new HashMap<>();

  /// Offsets of partitions that have.
  private long closed;

  private record Span(long from, long to) {}

  /// Messages of a partition that are there: from the one that is read first, before `to`.
  void expect(TopicPartition partition, long from, long to) {
    if (from < to) {
      open.put(partition, new Span(from, to));
    }
  }

  /// Whether some are still to be read.
  boolean goesOn(List<PartitionFeed> feeds) {
    if (open.isEmpty()) {
      return false;
    }
    for (PartitionFeed feed : feeds) {
      Span span = open.get(feed.partition());
      if (span != null && feed.place().next() >= span.to()) {
        closed += span.to() - span.from();
        open.remove(feed.partition());
      }
    }
    return !open.isEmpty();
  }

  /// How many offsets have been read, also those behind which there is no message any more.
  LoadProgress progress(List<PartitionFeed> feeds) {
    LoadProgress all = new LoadProgress(closed, closed);
    for (PartitionFeed feed : feeds) {
      Span span = open.get(feed.partition());
      if (span != null) {
        long next = Math.clamp(feed.place().next(), span.from(), span.to());
        all = all.plus(new LoadProgress(next - span.from(), span.to() - span.from()));
      }
    }
    return all;
  }
}
