package io.velostream.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.server.job.JobFailure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as trees: nothing in a text decides which class is made of it.
public final class Json {
  private static final int LONGEST = 2 << 20;
  private static final int LONGEST_ANSWER = 512 << 20;
  private static final int DEEPEST = 50;

  private static final ObjectMapper STRICT = mapper(LONGEST);
  private static final ObjectMapper ROOMY = mapper(LONGEST_ANSWER);

  private Json() {}

  private static ObjectMapper mapper(int longest) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxDocumentLength(longest)
            .maxStringLength(longest)
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(100)
            .maxNameLength(1_000)
            .build();
    return new ObjectMapper(
            JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(constraints)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
  }

  /// An empty object.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// An empty array.
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// Reads one document.
  ///
  /// @throws JsonProcessingException when it is none, or is too large, too deep or has a key twice
  public static JsonNode read(String text) throws JsonProcessingException {
    return STRICT.readTree(text);
  }

  /// Reads what a server has answered, which may be long.
  ///
  /// @throws JsonProcessingException when it is no JSON
  public static JsonNode readAnswer(String text) throws JsonProcessingException {
    return ROOMY.readTree(text);
  }

  /// Writes what has failed.
  public static void put(ObjectNode node, JobFailure failure) {
    node.put("kind", failure.kind().name());
    node.put("code", failure.code());
    node.put("message", failure.message());
    if (failure.line() > 0) {
      node.put("line", failure.line());
      node.put("column", failure.column());
    }
    putUnlessEmpty(node, "hint", failure.hint());
    putUnlessEmpty(node, "input", failure.input());
  }

  /// Writes a text that may be absent.
  public static void putUnlessEmpty(ObjectNode node, String key, String value) {
    if (!value.isEmpty()) {
      node.put(key, value);
    }
  }

  /// Appends a value of a result. Numbers are numbers in full; NaN, infinities, dates, times and
  /// intervals, which JSON lacks, are strings; bytes are in base 64.
  public static void add(ArrayNode array, @Nullable Object value) {
    switch (value) {
      case null -> array.addNull();
      case Boolean b -> array.add(b);
      case Byte n -> array.add(n.intValue());
      case Short n -> array.add(n);
      case Integer n -> array.add(n);
      case Long n -> array.add(n);
      case BigDecimal n -> array.add(DecimalNode.valueOf(n)); // with its zeros
      case Float n when Float.isFinite(n) -> array.add(n);
      case Double n when Double.isFinite(n) -> array.add(n);
      case byte[] bytes -> array.add(bytes);
      case List<?> list -> {
        ArrayNode inner = array.addArray();
        list.forEach(item -> add(inner, item));
      }
      case Map<?, ?> map -> {
        ObjectNode inner = array.addObject();
        map.forEach((key, item) -> {
          ArrayNode one = array();
          add(one, item);
          inner.set(String.valueOf(key), one.get(0));
        });
      }
      default -> array.add(value.toString());
    }
  }
}
