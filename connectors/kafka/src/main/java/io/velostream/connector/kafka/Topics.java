package io.velostream.connector.kafka;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What brokers know of topics.
final class Topics {
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
