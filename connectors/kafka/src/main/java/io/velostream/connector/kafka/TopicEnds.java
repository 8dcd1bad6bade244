package io.velostream.connector.kafka;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.Backlog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Asks where partitions end at present, on a connection of its own: on that of the consumer the
/// answer would come behind that of a fetch, which waits for messages. Belongs to one thread.
final class TopicEnds implements AutoCloseable {
  private final ClientProperties properties;
  private final List<PartitionFeed> feeds;
  private @Nullable Admin admin;

  /// @param feeds those of the reader, which may become more
  TopicEnds(ClientProperties properties, List<PartitionFeed> feeds) {
    this.properties = properties;
    this.feeds = feeds;
  }

  /// Asks; does not wait for the answer.
  ///
  /// @param answered runs when it has come, on another thread
  Backlog ask(Runnable answered) {
    Admin open = admin;
    if (open == null) {
      open = Admin.create(properties.admin());
      admin = open;
    }
    return new Question(open, answered);
  }

  private final class Question implements Backlog {
    private final Admin asked;
    private final Runnable answered;
    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> answer;

    Question(Admin asked, Runnable answered) {
      this.asked = asked;
      this.answered = answered;
      this.answer = ask();
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ask() {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      feeds.forEach(feed -> latest.put(feed.partition(), OffsetSpec.latest()));
      return asked
          .listOffsets(latest, new ListOffsetsOptions(isolation()))
          .all()
          .whenComplete((_, _) -> answered.run());
    }

    private IsolationLevel isolation() {
      Object level = properties.consumer().get("isolation.level");
      return IsolationLevel.valueOf(String.valueOf(level).toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean isRead() {
      if (!answer.isDone()) {
        return false;
      }
      try {
        Map<TopicPartition, ListOffsetsResultInfo> ends = answer.get();
        return feeds.stream().allMatch(feed -> isRead(feed, ends.get(feed.partition())));
      } catch (InterruptedException e) {
        throw new IllegalStateException("the answer is there already", e);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw new EnvironmentException(
              "cannot tell where the topic ends: " + e.getCause(), e, false);
        }
        answer = ask();
        return false;
      }
    }

    private static boolean isRead(PartitionFeed feed, @Nullable ListOffsetsResultInfo end) {
      TopicPlace.Partition place = feed.place();
      return end == null || place.next() >= Math.min(place.end(), end.offset());
    }
  }

  @Override
  public void close() {
    Admin open = admin;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }
}
