package io.velostream.connector.formats.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A schema of JSON, as far as it says which types members have. What it says of values (`minimum`,
/// `pattern`) is not looked at: rows are decoded in any case.
public final class JsonSchema {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_DEPTH = 100;
  private static final String TYPE = "type";
  private static final String PROPERTIES = "properties";
  private static final String REFERENCE = "$ref";

  private final Map<?, ?> root;

  private JsonSchema(Map<?, ?> root) {
    this.root = root;
  }

  /// A schema from its text.
  ///
  /// @param where what holds it, for messages
  /// @throws UserException BAD_INPUT when it is none
  public static JsonSchema parse(String text, String where) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      return new JsonSchema(value(json) instanceof Map<?, ?> map ? map : Map.of());
    } catch (IOException e) {
      throw new UserException(
          ErrorCode.BAD_INPUT,
          "no schema of JSON in %s: %s"
              .formatted(where, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        members.put(name, value(json));
      }
      return members;
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<@Nullable Object> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(json));
      }
      return items;
    }
    return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
  }

  /// In what columns differ from the members of objects of this schema, so that no value of a
  /// member can be one of its column; nothing when they go together. Members may be missing, and
  /// there may be others.
  public Optional<String> difference(List<Field> columns) {
    return members(columns, root, "");
  }

  private Optional<String> members(List<Field> columns, Map<?, ?> schema, String prefix) {
    Map<?, ?> object = resolved(schema);
    if (!(object.get(PROPERTIES) instanceof Map<?, ?> properties)) {
      return Optional.empty();
    }
    for (Field column : columns) {
      String name = prefix + column.name();
      Object found = member(properties, column.name());
      if (found == null && !column.nullable()) {
        return Optional.of(
            "the column '%s' cannot be NULL, and there is no such member (there are %s)"
                .formatted(name, String.join(", ", names(properties))));
      }
      if (found instanceof Map<?, ?> member) {
        Optional<String> difference = type(column.type(), member, name, 0);
        if (difference.isPresent()) {
          return difference;
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> names(Map<?, ?> properties) {
    Set<String> names = new TreeSet<>();
    properties.keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  private static @Nullable Object member(Map<?, ?> properties, String name) {
    Object exact = properties.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<?, ?> one : properties.entrySet()) {
      if (name.equalsIgnoreCase(String.valueOf(one.getKey()))) {
        return one.getValue();
      }
    }
    return null;
  }

  /// What a schema stands for that names another one in the same text.
  private Map<?, ?> resolved(Map<?, ?> schema) {
    Map<?, ?> at = schema;
    for (int steps = 0; steps < MOST_DEPTH && at.get(REFERENCE) instanceof String path; steps++) {
      if (!path.startsWith("#")) {
        return Map.of(); // in another text: nothing is known of it
      }
      Object found = root;
      for (String step : path.substring(1).split("/", -1)) {
        found = step.isEmpty() ? found : found instanceof Map<?, ?> map ? map.get(step) : null;
      }
      at = found instanceof Map<?, ?> map ? map : Map.of();
    }
    return at;
  }

  private Optional<String> type(DataType type, Map<?, ?> given, String name, int depth) {
    Map<?, ?> schema = resolved(given);
    List<Map<?, ?>> branches = branches(schema);
    if (depth > MOST_DEPTH) {
      return Optional.empty();
    }
    if (!branches.isEmpty()) {
      Optional<String> first = Optional.empty();
      for (Map<?, ?> branch : branches) {
        Optional<String> difference = type(type, branch, name, depth + 1);
        if (difference.isEmpty() && !isNull(resolved(branch))) {
          return Optional.empty();
        }
        first = first.isPresent() ? first : difference;
      }
      return first;
    }
    List<String> types = types(schema);
    if (types.isEmpty()) {
      return Optional.empty();
    }
    if (types.stream().noneMatch(json -> fits(type, json))) {
      return Optional.of(
          "the column '%s' is %s, and the member is %s"
              .formatted(name, type.sql(), String.join(" or ", types)));
    }
    return switch (type) {
      case DataType.Row row -> members(row.fields(), schema, name + ".");
      case DataType.Collection list -> elements(list.element(), schema, name, depth);
      case DataType.Map(var _, var value) ->
          schema.get("additionalProperties") instanceof Map<?, ?> values
              ? type(value, values, name + "{}", depth + 1)
              : Optional.empty();
      case DataType _ -> Optional.empty();
    };
  }

  private Optional<String> elements(DataType element, Map<?, ?> schema, String name, int depth) {
    return schema.get("items") instanceof Map<?, ?> items
        ? type(element, items, name + "[]", depth + 1)
        : Optional.empty();
  }

  private static boolean isNull(Map<?, ?> schema) {
    return "null".equals(schema.get(TYPE));
  }

  private static List<Map<?, ?>> branches(Map<?, ?> schema) {
    List<Map<?, ?>> branches = new ArrayList<>();
    for (String kind : List.of("oneOf", "anyOf")) {
      if (schema.get(kind) instanceof List<?> list) {
        for (Object branch : list) {
          if (branch instanceof Map<?, ?> map) {
            branches.add(map);
          }
        }
      }
    }
    return branches;
  }

  /// The types that values can have, NULL aside; none where nothing is said.
  private static List<String> types(Map<?, ?> schema) {
    Stream<?> types =
        switch (schema.get(TYPE)) {
          case String one -> Stream.of(one);
          case List<?> several -> several.stream();
          case null, default -> Stream.empty();
        };
    return types.map(String::valueOf).filter(type -> !type.equals("null")).toList();
  }

  /// Whether some value of a type of JSON can be one of a column.
  private static boolean fits(DataType type, String json) {
    return switch (json) {
      case "integer" -> isNumber(type) || isLoose(type);
      case "number" -> (isNumber(type) && !(type instanceof DataType.Integral)) || isLoose(type);
      case "boolean" -> type instanceof DataType.Bool || isLoose(type);
      case "string" -> !isNumber(type) && !(type instanceof DataType.Bool) && !isContainer(type);
      case "array" -> type instanceof DataType.Collection || isLoose(type);
      case "object" ->
          type instanceof DataType.Row || type instanceof DataType.Map || isLoose(type);
      default -> true;
    };
  }

  private static boolean isNumber(DataType type) {
    return type instanceof DataType.Integral
        || type instanceof DataType.Floating
        || type instanceof DataType.Decimal;
  }

  private static boolean isContainer(DataType type) {
    return type instanceof DataType.Collection
        || type instanceof DataType.Map
        || type instanceof DataType.Row;
  }

  /// Any JSON will do.
  private static boolean isLoose(DataType type) {
    return type instanceof DataType.Variant || type instanceof DataType.Geometry;
  }

  /// The schema of objects with these columns.
  public static String ofColumns(List<Field> columns) {
    return "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"Row\","
        + object(columns).substring(1);
  }

  private static String object(List<Field> fields) {
    StringBuilder text = new StringBuilder("{\"type\":\"object\",\"properties\":{");
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      text.append(i > 0 ? ",\"" : "\"")
          .append(JsonStringEncoder.getInstance().quoteAsString(field.name()))
          .append("\":");
      String type = schema(field.type());
      text.append(field.nullable() ? "{\"oneOf\":[{\"type\":\"null\"}," + type + "]}" : type);
    }
    return text.append("}}").toString();
  }

  private static String array(DataType element) {
    return "{\"type\":\"array\",\"items\":{\"oneOf\":[{\"type\":\"null\"},"
        + schema(element)
        + "]}}";
  }

  private static String schema(DataType type) {
    return switch (type) {
      case DataType.Bool _ -> "{\"type\":\"boolean\"}";
      case DataType.Integral _ -> "{\"type\":\"integer\"}";
      case DataType.Floating _, DataType.Decimal _ -> "{\"type\":\"number\"}";
      case DataType.Collection list -> array(list.element());
      case DataType.Map(var _, var value) ->
          "{\"type\":\"object\",\"additionalProperties\":{\"oneOf\":[{\"type\":\"null\"},"
              + schema(value)
              + "]}}";
      case DataType.Row row -> object(row.fields());
      case DataType.Variant _ -> "{}";
      case DataType _ -> "{\"type\":\"string\"}";
    };
  }
}
