package io.velostream.engine.catalog;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.sql.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages of topics that are queried by their name, without a definition: `FROM
/// 'topic:orders'`.
final class TopicTables {
  private static final String CONNECTOR = "connector";
  private static final String KAFKA = "kafka";
  private static final String TOPIC = "topic";
  private static final String PROPERTIES = "properties.";
  private static final String SERVERS = PROPERTIES + "bootstrap.servers";

  private static final Schema SCHEMA =
      Schema.of(
          new Field("partition", DataType.INTEGER, true),
          new Field("offset", DataType.BIGINT, true),
          new Field("timestamp", new DataType.Timestamp(3, false), true),
          new Field("key", DataType.STRING, true),
          new Field("value", DataType.STRING, true));

  private TopicTables() {}

  /// The options of a topic. Brokers, and how to sign in, are those of a table over the same topic,
  /// if the session has one.
  ///
  /// @param servers where brokers are otherwise
  static Map<String, String> options(
      String topic, Map<String, String> more, List<TableDefinition> tables, String servers) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(CONNECTOR, KAFKA);
    options.put(TOPIC, topic);
    options.put(SERVERS, servers);
    tables.stream()
        .filter(table -> topic.equals(table.options().get(TOPIC)))
        .findFirst()
        .ifPresent(table -> copyProperties(table.options(), options));
    options.put("format", "raw");
    for (String column : List.of("partition", "offset", "timestamp", "key")) {
      options.put("metadata." + column, column);
    }
    options.put("scan.startup.mode", "earliest-offset");
    options.put("scan.bounded.mode", "latest-offset");
    options.putAll(more);
    return options;
  }

  private static void copyProperties(Map<String, String> from, Map<String, String> to) {
    from.forEach((option, value) -> {
      if (option.startsWith(PROPERTIES) && !option.equals(PROPERTIES + "group.id")) {
        to.put(option, value);
      }
    });
  }

  /// The table of a topic with these options.
  static TableDefinition table(String name, Map<String, String> options, boolean bounded) {
    return TableDefinition.ofColumns(name, SCHEMA, options, bounded);
  }
}
