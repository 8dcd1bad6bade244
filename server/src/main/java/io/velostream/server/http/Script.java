package io.velostream.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// A script and what goes with it.
///
/// @param rows at most so many of a result; 0 for the server's limit
/// @param seconds at most so many for a query; 0 for the server's limit
record Script(String sql, String name, Map<String, String> settings, int rows, int seconds) {
  static Script of(Request request) {
    return switch (request.contentType()) {
      case "application/json" -> of(request.json());
      case "application/sql", "text/plain" ->
          new Script(request.body(), request.query().getOrDefault("name", ""), Map.of(), 0, 0);
      default ->
          throw new ProblemException(415, "the body is to be application/json or application/sql");
    };
  }

  private static Script of(JsonNode body) {
    JsonNode sql = body.path("sql");
    if (!sql.isTextual()) {
      throw new ProblemException(400, "the body has no text 'sql'");
    }
    Map<String, String> settings = new LinkedHashMap<>();
    body.path("settings")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    return new Script(
        sql.asText(),
        body.path("name").asText(),
        settings,
        Math.max(0, body.path("rows").asInt()),
        Math.max(0, body.path("seconds").asInt()));
  }
}
