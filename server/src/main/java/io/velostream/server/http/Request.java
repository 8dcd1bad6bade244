package io.velostream.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.velostream.server.json.Json;
import java.util.Map;

/// What a handler sees of a request.
///
/// @param path variables of the route's path, decoded
/// @param query parameters, decoded; the first of each name
/// @param contentType without its parameters, in lower case; empty when there is none
/// @param body the whole of it
record Request(
    Map<String, String> path, Map<String, String> query, String contentType, String body) {
  /// A variable of the route's path.
  String variable(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no {" + name + "}");
    }
    return value;
  }

  /// A whole number from the query.
  int number(String name, int otherwise) {
    String value = query.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // falls through to the complaint
    }
    throw new ProblemException(
        400, "the parameter '%s' is no whole number above 0".formatted(name));
  }

  /// The body as JSON.
  JsonNode json() {
    try {
      JsonNode node = Json.read(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new ProblemException(400, "the body is no JSON: " + e.getOriginalMessage());
    }
    throw new ProblemException(400, "the body is no JSON object");
  }
}
