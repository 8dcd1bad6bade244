package io.velostream.connector.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/// Looks for partitions that came into being while a table is read, in topics that are read and in
/// those that are meant and new. Belongs to the thread that polls.
final class TopicFinder {
  private final Subscription subscription;
  private final ClientProperties properties;

  /// The topics that are read, by name.
  private final Map<String, Uuid> known = new HashMap<>();

  TopicFinder(
      Subscription subscription, ClientProperties properties, List<TopicPlace.Topic> topics) {
    this.subscription = subscription;
    this.properties = properties;
    topics.forEach(topic -> known.put(topic.name(), topic.id()));
  }

  /// A partition, and the topic that it is of.
  record Found(TopicPlace.Topic topic, TopicPartition partition) {}

  /// The partitions that there are and nobody reads, by topic and number.
  ///
  /// @param read those that somebody does
  /// @throws io.velostream.columnar.error.UserException when a topic that is read is gone
  List<Found> find(Set<TopicPartition> read) throws IOException {
    Topics now = subscription.find(properties);
    requireSame(now, List.copyOf(known.keySet()), known, "while it was read");
    Map<String, TopicPlace.Topic> topics = new HashMap<>();
    for (TopicPlace.Topic topic : now.topics()) {
      known.put(topic.name(), topic.id());
      topics.put(topic.name(), topic);
    }
    List<Found> found = new ArrayList<>();
    for (TopicPartition partition : now.partitions()) {
      TopicPlace.Topic topic = topics.get(partition.topic());
      if (topic != null && !read.contains(partition)) {
        found.add(new Found(topic, partition));
      }
    }
    return found;
  }

  /// Checks that topics are those that were read before.
  static void requireSame(Topics now, List<TopicPlace.Topic> before) {
    Map<String, Uuid> ids = new HashMap<>();
    before.forEach(topic -> ids.put(topic.name(), topic.id()));
    requireSame(
        now,
        before.stream().map(TopicPlace.Topic::name).toList(),
        ids,
        "since this job read it last");
  }

  private static void requireSame(
      Topics now, List<String> names, Map<String, Uuid> ids, String when) {
    Map<String, Uuid> there = new HashMap<>();
    now.topics().forEach(topic -> there.put(topic.name(), topic.id()));
    for (String name : names) {
      Uuid id = there.get(name);
      if (id == null) {
        throw Fetcher.gone(
            "the topic '%s' was deleted, or is not one of the table any more, %s"
                .formatted(name, when));
      }
      if (!id.equals(ids.get(name))) {
        throw Fetcher.gone(
            "the topic '%s' was deleted and made anew %s: it had the id %s and has %s"
                .formatted(name, when, ids.get(name), id));
      }
    }
  }
}
