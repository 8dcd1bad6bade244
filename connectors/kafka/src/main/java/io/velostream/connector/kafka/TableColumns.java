package io.velostream.connector.kafka;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.Suggestions;
import io.velostream.connector.spi.TableRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which columns of a table are in the values of messages, which in their keys, and which tell of
/// the messages.
///
/// @param key the columns of the key, by index; empty without a key. A column that tells the topic
///   is none of them, though it may be one of PRIMARY KEY
/// @param value those of the value
/// @param metadata what the others tell, by index
/// @param prefix what the names of the key's columns begin with in the table alone
record TableColumns(
    Schema schema,
    List<Integer> key,
    List<Integer> value,
    Map<Integer, MetadataKey> metadata,
    String prefix) {
  /// The columns of a table.
  ///
  /// @throws UserException when options and columns do not go together
  static TableColumns of(TableRequest request) {
    Options options = request.options();
    Schema schema = request.schema();
    Map<Integer, MetadataKey> metadata = metadata(schema, options);
    boolean keyed = options.find(KafkaOptions.KEY_FORMAT).isPresent() || hasKey(request);
    List<Integer> key = keyed ? key(request, metadata) : List.of();
    boolean exceptKey = options.get(KafkaOptions.VALUE_FIELDS).equals(KafkaOptions.EXCEPT_KEY);
    List<Integer> value = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (!metadata.containsKey(i) && !(exceptKey && key.contains(i))) {
        value.add(i);
      }
    }
    String prefix = options.get(KafkaOptions.KEY_PREFIX);
    for (int column : key) {
      if (!schema.field(column).name().startsWith(prefix)) {
        throw KafkaOptions.invalid(
            KafkaOptions.KEY_PREFIX,
            "is '%s', and the column '%s' of the key does not begin so"
                .formatted(prefix, schema.field(column).name()),
            "rename the column, or leave the option out");
      }
    }
    return new TableColumns(schema, key, List.copyOf(value), metadata, prefix);
  }

  private static boolean hasKey(TableRequest request) {
    return !request.key().isEmpty() || request.options().find(KafkaOptions.KEY_FIELDS).isPresent();
  }

  private static List<Integer> key(TableRequest request, Map<Integer, MetadataKey> metadata) {
    Optional<String> fields = request.options().find(KafkaOptions.KEY_FIELDS);
    if (fields.isEmpty()) {
      if (request.key().isEmpty()) {
        throw KafkaOptions.invalid(
            KafkaOptions.KEY_FORMAT,
            "says how keys are written, and nothing says what they are",
            "declare PRIMARY KEY (…) NOT ENFORCED, or 'key.fields' = 'a;b'");
      }
      return request.key().stream()
          .filter(column -> metadata.get(column) != MetadataKey.TOPIC)
          .toList();
    }
    List<Integer> key = new ArrayList<>();
    List<String> names = request.schema().fields().stream().map(Field::name).toList();
    for (String name : Arrays.stream(fields.get().split(";")).map(String::strip).toList()) {
      int column = request.schema().indexOf(name);
      if (column < 0 || metadata.containsKey(column)) {
        throw KafkaOptions.invalid(
            KafkaOptions.KEY_FIELDS,
            "names '" + name + "', which is no column of messages",
            Suggestions.didYouMean(name, names).orElse("columns: " + String.join(", ", names)));
      }
      key.add(column);
    }
    return List.copyOf(key);
  }

  private static Map<Integer, MetadataKey> metadata(Schema schema, Options options) {
    Map<Integer, MetadataKey> metadata = new LinkedHashMap<>();
    options
        .values()
        .forEach((option, what) -> {
          if (option.startsWith(KafkaOptions.METADATA)) {
            String name = option.substring(KafkaOptions.METADATA.length());
            int column = schema.indexOf(name);
            if (column < 0) {
              throw KafkaOptions.invalid(
                  option, "is about a column that the table does not have", "declare it");
            }
            MetadataKey key = MetadataKey.of(what);
            if (!key.fits(schema.type(column))) {
              throw new UserException(
                      ErrorCode.TYPE_MISMATCH,
                      "the column '%s' of metadata '%s' cannot be %s"
                          .formatted(name, what, schema.type(column).sql()))
                  .hint("declare it " + key.types());
            }
            metadata.put(column, key);
          }
        });
    return metadata;
  }

  boolean hasKey() {
    return !key.isEmpty();
  }

  /// Whether rows are read that replace each other by key: of some messages there is only a key.
  boolean isKeyed() {
    return columnOf(MetadataKey.DELETED) >= 0;
  }

  /// Whether a column is read from the key, because the value does not have it, or may be missing.
  boolean isReadFromKey(int column) {
    return key.contains(column) && (isKeyed() || !value.contains(column));
  }

  /// The column that tells something of messages, -1 if none does.
  int columnOf(MetadataKey wanted) {
    for (Map.Entry<Integer, MetadataKey> column : metadata.entrySet()) {
      if (column.getValue() == wanted) {
        return column.getKey();
      }
    }
    return -1;
  }

  /// Whether rows are those of a key and a topic.
  ///
  /// @param ofTable the columns of PRIMARY KEY
  boolean isKeyedByTopic(List<Integer> ofTable) {
    return ofTable.stream().anyMatch(column -> metadata.get(column) == MetadataKey.TOPIC);
  }

  /// The columns of values.
  Schema valueSchema() {
    return schema.project(value);
  }

  /// The columns of keys, by the names that they have there.
  Schema keySchema() {
    return new Schema(
        key.stream()
            .map(schema::field)
            .map(field ->
                new Field(field.name().substring(prefix.length()), field.type(), field.nullable()))
            .toList());
  }
}
