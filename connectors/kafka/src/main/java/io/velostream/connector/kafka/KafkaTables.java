package io.velostream.connector.kafka;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageFormat;
import io.velostream.connector.formats.MessageFormats;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.RecordColumn;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.UnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What both connectors do.
final class KafkaTables {
  private KafkaTables() {}

  /// The error for a table without columns.
  static UserException undeclared() {
    return new UserException(
            ErrorCode.INVALID_STATEMENT, "the columns of a table in Kafka must be declared")
        .hint("CREATE TABLE t (id BIGINT, …) WITH ('connector' = 'kafka', …)");
  }

  /// Why a topic has one reader.
  static Optional<String> oneReader() {
    return Optional.of("one consumer polls all partitions");
  }

  /// What is known of messages by the names of the reference system.
  static List<RecordColumn> recordColumns() {
    DataType text = DataType.STRING;
    DataType time = new DataType.Timestamp(3, false);
    return List.of(
        new RecordColumn("_topic", text, "topic"),
        new RecordColumn("_partition", DataType.INTEGER, "partition"),
        new RecordColumn("_offset", DataType.BIGINT, "offset"),
        new RecordColumn("_timestamp", time, "timestamp"),
        new RecordColumn("_event_time", time, "timestamp"),
        new RecordColumn("_key", text, "key"),
        new RecordColumn("_headers", new DataType.Map(text, new DataType.Varbinary()), "headers"));
  }

  /// Checks what can be checked without brokers.
  static void check(TableRequest request) {
    Options options = request.options();
    if (options.find(KafkaOptions.FORMAT).isPresent()
        && options.find(KafkaOptions.VALUE_FORMAT).isPresent()) {
      throw KafkaOptions.invalid(
          KafkaOptions.VALUE_FORMAT, "says what 'format' says, too", "leave one of them out");
    }
    var _ = Subscription.of(options);
    ClientProperties.check(options);
    TableColumns columns = TableColumns.of(request);
    MessageFormat value = MessageFormats.of(KafkaOptions.valueFormat(options));
    value.check(columns.valueSchema(), KafkaOptions.ofFormat(options, false), "value");
    if (!columns.key().isEmpty()) {
      MessageFormat key = MessageFormats.of(KafkaOptions.keyFormat(options));
      requireRows(KafkaOptions.KEY_FORMAT, key, "keys do not change");
      key.check(columns.keySchema(), KafkaOptions.ofFormat(options, true), "key");
    }
  }

  private static void requireRows(String option, MessageFormat format, String why) {
    if (format.isChangelog()) {
      throw KafkaOptions.invalid(
          option,
          "must be the format of rows: '%s' is one of changes, and %s"
              .formatted(format.name(), why),
          "use 'json'");
    }
  }

  /// Rows that replace others must say which.
  static void requireKey(TableRequest request) {
    requireRows(
        KafkaOptions.VALUE_FORMAT,
        MessageFormats.of(KafkaOptions.valueFormat(request.options())),
        "here a message replaces the row of its key");
    TableColumns columns = TableColumns.of(request);
    if (!columns.hasKey()) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT,
              "rows of '%s' replace each other by key, and it has none".formatted(request.table()))
          .hint("declare PRIMARY KEY (…) NOT ENFORCED");
    }
  }

  /// Rows that replace others must say in which order: messages of a key are in order within a
  /// topic, and not across topics.
  static void requireOrder(TableRequest request) {
    Options options = request.options();
    if (Subscription.of(options).isSeveral()
        && !TableColumns.of(request).isKeyedByTopic(request.key())) {
      throw KafkaOptions.invalid(
          options.find(KafkaOptions.TOPIC_PATTERN).isPresent()
              ? KafkaOptions.TOPIC_PATTERN
              : KafkaOptions.TOPIC,
          "names several topics, and which message of a key is the last one is known only within"
              + " each",
          "make the topic a part of the key: source VARCHAR NOT NULL METADATA FROM 'topic', …,"
              + " PRIMARY KEY (source, id) NOT ENFORCED");
    }
  }

  /// Rows of a key and a topic are written nowhere: the topic is the one of the table.
  static void requireKeyOfMessages(TableRequest request) {
    requireKey(request);
    if (TableColumns.of(request).isKeyedByTopic(request.key())) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT,
              "'%s' is for reading: its PRIMARY KEY has the topic, which no message has in its key"
                  .formatted(request.table()))
          .hint("declare another table with the one 'topic' that is written to");
    }
  }

  /// Opens something in Kafka.
  @FunctionalInterface
  interface Opening<T> {
    T open() throws IOException;
  }

  private static <T> T opened(Opening<T> opening) {
    try {
      return opening.open();
    } catch (IOException e) {
      throw new EnvironmentException(
          String.valueOf(e.getMessage()), e, e instanceof UnavailableException);
    }
  }

  static BatchReader reader(Opening<BatchReader> opening) {
    return opened(opening);
  }

  /// @param upsert whether rows replace each other by key
  static BatchWriter writer(TableRequest request, boolean upsert) {
    return opened(() -> new PlainWriter(SinkTarget.of(request, upsert)));
  }

  static EpochWriter epochWriter(TableRequest request, boolean upsert) {
    SinkTarget target = SinkTarget.of(request, upsert);
    boolean exact = request.options().get(KafkaOptions.GUARANTEE).equals(KafkaOptions.EXACTLY_ONCE);
    return exact ? new TransactionalWriter(target) : new RepeatingWriter(target);
  }
}
