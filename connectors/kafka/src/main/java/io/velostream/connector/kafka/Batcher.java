package io.velostream.connector.kafka;

import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import java.util.List;

/// When the messages of a partition that wait become a batch: at once, unless a delay lets more
/// come first. Results depend on none of it. Belongs to one thread.
final class Batcher {
  /// The least that is waited for where that follows what comes.
  private static final int LEAST = 16;

  private final int maxRows;
  private final long maxBytes;
  private final long delayNanos;
  private final boolean adaptive;

  /// So many are waited for, but not for longer than the delay.
  private int wanted;

  /// @param maxRows of a batch
  /// @param maxBytes of the messages of a batch; the one that goes beyond is still in it
  /// @param delayNanos how long a message may wait for others
  /// @param adaptive whether as many are waited for as come in time
  Batcher(int maxRows, long maxBytes, long delayNanos, boolean adaptive) {
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
    this.delayNanos = delayNanos;
    this.adaptive = adaptive;
    this.wanted = adaptive ? Math.min(LEAST, maxRows) : maxRows;
  }

  /// The one of a table.
  static Batcher of(TableRequest request) {
    Options options = request.options();
    int rows =
        options
            .find(KafkaOptions.BATCH_ROWS)
            .map(_ -> (int) bounded(options, KafkaOptions.BATCH_ROWS, KafkaOptions.MOST_ROWS))
            .orElse(request.batchRows());
    return new Batcher(
        rows,
        options.getBytes(KafkaOptions.BATCH_BYTES),
        options.getNanos(KafkaOptions.BATCH_DELAY),
        options.get(KafkaOptions.BATCH_ADAPTIVE).equals("true"));
  }

  private static long bounded(Options options, String option, long most) {
    long value = options.getLong(option);
    if (value < 1 || value > most) {
      throw KafkaOptions.invalid(option, "must be from 1 to " + most, "leave it out");
    }
    return value;
  }

  int maxRows() {
    return maxRows;
  }

  /// Whether a batch of so many bytes has room for another message.
  boolean fits(long bytes) {
    return bytes < maxBytes;
  }

  /// How many bytes more a batch of so many has room for.
  long room(long bytes) {
    return maxBytes - bytes;
  }

  /// Whether what waits of a partition is a batch.
  boolean isReady(PartitionFeed feed, Clock clock) {
    if (feed.isEmpty()) {
      return false;
    }
    return delayNanos == 0
        || feed.size() >= wanted
        || feed.hasEnded()
        || feed.bytes() >= maxBytes
        || clock.monotonicNanos() - feed.waitingSince() >= delayNanos;
  }

  /// How long to wait for more at most, where there is no batch yet.
  ///
  /// @param nanos for any message
  long patience(List<PartitionFeed> feeds, Clock clock, long nanos) {
    long patience = nanos;
    for (PartitionFeed feed : feeds) {
      if (!feed.isEmpty()) {
        long waited = clock.monotonicNanos() - feed.waitingSince();
        patience = Math.min(patience, Math.max(0, delayNanos - waited));
      }
    }
    return patience;
  }

  /// A batch of so many messages was taken.
  void took(PartitionFeed feed, long messages) {
    if (adaptive && delayNanos > 0) {
      wanted =
          feed.isEmpty() && messages < wanted
              ? Math.clamp(messages, Math.min(LEAST, maxRows), maxRows)
              : Math.min(maxRows, wanted * 2);
    }
  }
}
