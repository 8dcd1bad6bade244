package io.velostream.connector.kafka;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What brokers know of topics.
final class Topics {
  /// How often it is asked for a topic that brokers should know in a moment.
  private static final int MOST_QUESTIONS = 1_000;

  private final Map<String, TopicDescription> descriptions;
  private final ClientProperties properties;

  private Topics(Map<String, TopicDescription> descriptions, ClientProperties properties) {
    this.descriptions = descriptions;
    this.properties = properties;
  }

  /// Asks for topics.
  ///
  /// @throws UserException UNKNOWN_NAME when there is no such topic
  static Topics find(List<String> names, ClientProperties properties) throws IOException {
    try (Admin admin = Admin.create(properties.admin())) {
      Map<String, TopicDescription> found = new LinkedHashMap<>();
      for (String name : names) {
        found.put(name, describe(admin, name));
      }
      return new Topics(found, properties);
    } catch (KafkaException | ExecutionException | InterruptedException e) {
      throw Failures.of("cannot ask " + properties.servers() + " for topics", e);
    }
  }

  /// Asks for the topics that are meant, in the order of their names. Those of brokers themselves
  /// are none of them.
  static Topics matching(Predicate<String> meant, ClientProperties properties) throws IOException {
    try (Admin admin = Admin.create(properties.admin())) {
      List<String> names =
          admin.listTopics().names().get().stream().filter(meant).sorted().toList();
      Map<String, KafkaFuture<TopicDescription>> asked =
          admin.describeTopics(names).topicNameValues();
      Map<String, TopicDescription> found = new LinkedHashMap<>();
      for (String name : names) {
        try {
          found.put(name, Objects.requireNonNull(asked.get(name)).get());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw e;
          } // deleted just now
        }
      }
      return new Topics(found, properties);
    } catch (KafkaException | ExecutionException | InterruptedException e) {
      throw Failures.of("cannot ask " + properties.servers() + " for topics", e);
    }
  }

  private static TopicDescription describe(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeTopics(List.of(name)).allTopicNames().get().values().iterator().next();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
      List<String> all = new ArrayList<>(admin.listTopics().names().get());
      all.sort(null);
      throw new UserException(ErrorCode.UNKNOWN_NAME, "there is no topic '" + name + "'")
          .about(KafkaOptions.TOPIC)
          .hint(
              Suggestions.didYouMean(name, all)
                  .orElse(
                      "create it: ./velostream topic create "
                          + name
                          + "; topics: "
                          + String.join(", ", all)));
    }
  }

  /// Waits until brokers take messages for the topics. A topic that was made just now may be known
  /// before its leader knows that it leads: of several requests under way then, one may be refused
  /// and the next taken, and a producer that numbers its messages never gets over that.
  void awaitLeaders() throws IOException {
    try (Admin admin = Admin.create(properties.admin())) {
      awaitLeaders(admin, partitions());
    } catch (KafkaException | ExecutionException | InterruptedException e) {
      throw Failures.of("cannot ask " + properties.servers() + " for topics", e);
    }
  }

  /// The same, for partitions, perhaps ones that no broker has heard of yet. Only a leader knows
  /// where they end, and the client asks again until there is one.
  static void awaitLeaders(Admin admin, List<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    for (int questions = 1; ; questions++) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || questions == MOST_QUESTIONS) {
          throw e;
        }
      }
    }
  }

  /// How large a batch may be in each of the topics; as large as can be where brokers do not tell.
  int maxMessageBytes() throws IOException {
    List<ConfigResource> resources =
        descriptions.keySet().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    try (Admin admin = Admin.create(properties.admin())) {
      return admin.describeConfigs(resources).all().get().values().stream()
          .mapToInt(
              config -> Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value()))
          .min()
          .orElse(Integer.MAX_VALUE);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Integer.MAX_VALUE;
      }
      throw Failures.of("cannot ask " + properties.servers() + " for topics", e);
    } catch (KafkaException | InterruptedException e) {
      throw Failures.of("cannot ask " + properties.servers() + " for topics", e);
    }
  }

  /// The topics in the order of their names in the table.
  List<TopicPlace.Topic> topics() {
    return descriptions.values().stream()
        .map(topic -> new TopicPlace.Topic(topic.name(), topic.topicId()))
        .toList();
  }

  /// All partitions, by topic and number.
  List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    descriptions
        .values()
        .forEach(topic ->
            topic.partitions().stream()
                .map(TopicPartitionInfo::partition)
                .sorted()
                .forEach(number -> partitions.add(new TopicPartition(topic.name(), number))));
    return partitions;
  }
}
