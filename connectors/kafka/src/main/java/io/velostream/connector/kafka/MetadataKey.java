package io.velostream.connector.kafka;

import io.velostream.columnar.DataType;
import java.util.Arrays;
import java.util.Locale;

/// What can be known of a message besides what is in its value.
enum MetadataKey {
  TOPIC("topic", "VARCHAR"),
  PARTITION("partition", "INTEGER or BIGINT"),
  OFFSET("offset", "BIGINT"),
  TIMESTAMP("timestamp", "TIMESTAMP(3)"),
  TIMESTAMP_TYPE("timestamp-type", "VARCHAR"),
  LEADER_EPOCH("leader-epoch", "INTEGER or BIGINT"),
  HEADERS("headers", "MAP<VARCHAR, VARCHAR> or MAP<VARCHAR, VARBINARY>"),
  KEY("key", "VARCHAR or VARBINARY"),
  DELETED("deleted", "BOOLEAN");

  private final String text;
  private final String types;

  MetadataKey(String text, String types) {
    this.text = text;
    this.types = types;
  }

  /// The one of a name, which may begin with `_`.
  static MetadataKey of(String name) {
    String plain = name.startsWith("_") ? name.substring(1) : name;
    for (MetadataKey key : values()) {
      if (key.text.equals(plain.toLowerCase(Locale.ROOT))) {
        return key;
      }
    }
    throw KafkaOptions.invalid(
        KafkaOptions.METADATA + "…",
        "cannot be '" + name + "': nothing of that name is known of a message",
        "one of: " + String.join(", ", Arrays.stream(values()).map(key -> key.text).toList()));
  }

  /// What its column can be declared as.
  String types() {
    return types;
  }

  boolean fits(DataType type) {
    return switch (this) {
      case TOPIC, TIMESTAMP_TYPE -> isText(type);
      case PARTITION, LEADER_EPOCH ->
          type instanceof DataType.Integral integral && integral.width().max() >= Integer.MAX_VALUE;
      case OFFSET ->
          type instanceof DataType.Integral integral && integral.width().max() == Long.MAX_VALUE;
      case DELETED -> type instanceof DataType.Bool;
      case TIMESTAMP -> type instanceof DataType.Timestamp;
      case HEADERS ->
          type instanceof DataType.Map(DataType key, DataType value)
              && isText(key)
              && (isText(value) || value instanceof DataType.Varbinary);
      case KEY -> isText(type) || type instanceof DataType.Varbinary;
    };
  }

  private static boolean isText(DataType type) {
    return type instanceof DataType.Varchar(int length) && length == DataType.Varchar.UNLIMITED;
  }
}
