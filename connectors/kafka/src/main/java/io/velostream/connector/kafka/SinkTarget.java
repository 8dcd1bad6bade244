package io.velostream.connector.kafka;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What is written to.
///
/// @param table its name, for messages
/// @param messages how rows become messages
/// @param badRows takes rows that brokers refuse
record SinkTarget(
    String table,
    String topic,
    RowMessages.Layout messages,
    ClientProperties properties,
    Profile profile,
    String transactions,
    String progressTopic,
    BadRows badRows) {
  /// @param upsert whether rows replace each other by key
  static SinkTarget of(TableRequest request, boolean upsert) {
    var options = request.options();
    String topic =
        switch (Subscription.of(options)) {
          case Subscription.Named named when named.names().size() == 1 -> named.names().getFirst();
          case Subscription.Named _ ->
              throw KafkaOptions.invalid(
                  KafkaOptions.TOPIC,
                  "names several topics, and rows are written to one",
                  "name one");
          case Subscription.Matching _ ->
              throw KafkaOptions.invalid(
                  KafkaOptions.TOPIC_PATTERN,
                  "is for reading: rows are written to one topic",
                  "declare another table with 'topic'");
        };
    return new SinkTarget(
        request.table(),
        topic,
        RowMessages.Layout.of(request, upsert),
        ClientProperties.of(options, request.world().files()),
        Profile.of(options.get(KafkaOptions.PROFILE)),
        options.get(KafkaOptions.TRANSACTIONS),
        options.get(KafkaOptions.PROGRESS),
        request.badRows());
  }

  /// What was tried when something failed.
  String what() {
    return "cannot write to '" + table + "'";
  }

  /// A producer of its own.
  ///
  /// @param defaults settings where the table says nothing
  /// @param fixed settings of this one
  TopicSink open(Map<String, Object> defaults, Map<String, Object> fixed) throws IOException {
    // A producer would wait for a topic that is not there.
    Topics topics = Topics.find(List.of(topic), properties);
    topics.awaitLeaders();
    int most = topics.maxMessageBytes();
    Map<String, Object> settings = properties.producer(profile);
    defaults.forEach(settings::putIfAbsent);
    settings.putAll(fixed);
    return TopicSink.open(this, settings, most);
  }
}
