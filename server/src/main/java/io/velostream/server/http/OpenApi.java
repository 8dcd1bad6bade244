package io.velostream.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.server.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The routes as an OpenAPI description.
final class OpenApi {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  static ObjectNode of(List<Route> routes, String version) {
    ObjectNode root = Json.object();
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Velostream");
    info.put("version", version);
    info.put("description", "Jobs, statements and results of a Velostream server.");
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      ObjectNode path =
          paths.get(route.path()) instanceof ObjectNode there
              ? there
              : paths.putObject(route.path());
      path.set(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = root.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    ObjectNode schemas = components.putObject("schemas");
    schemas.set("Problem", problem());
    schemas.set("Script", script());
    // A server may have been started without a token.
    ArrayNode security = root.putArray("security");
    security.addObject().putArray("token");
    security.addObject();
    return root;
  }

  private static ObjectNode operation(Route route) {
    ObjectNode operation = Json.object();
    operation.put("operationId", route.operation());
    operation.put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    Matcher variables = VARIABLE.matcher(route.path());
    while (variables.find()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", variables.group(1)).put("in", "path").put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    for (Route.Parameter query : route.parameters()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", query.name()).put("in", "query").put("description", query.meaning());
      parameter.put("required", query.required());
      parameter.putObject("schema").put("type", query.type());
    }
    if (route.takesBody()) {
      ObjectNode content =
          operation.putObject("requestBody").put("required", true).putObject("content");
      content
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/Script");
      content.putObject("application/sql").putObject("schema").put("type", "string");
    }
    ObjectNode responses = operation.putObject("responses");
    ObjectNode success =
        responses.putObject(Integer.toString(route.status())).put("description", route.summary());
    if (route.status() != 204) {
      success.putObject("content").putObject(route.contentType());
    }
    responses
        .putObject("default")
        .put("description", "What is wrong, where, and what to do about it")
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    return operation;
  }

  private static ObjectNode problem() {
    ObjectNode schema = Json.object();
    schema.put("type", "object");
    schema.putArray("required").add("title").add("status").add("detail");
    ObjectNode properties = schema.putObject("properties");
    for (String text : List.of("type", "title", "detail", "code", "hint")) {
      properties.putObject(text).put("type", "string");
    }
    for (String number : List.of("status", "line", "column", "endLine", "endColumn")) {
      properties.putObject(number).put("type", "integer");
    }
    return schema;
  }

  private static ObjectNode script() {
    ObjectNode schema = Json.object();
    schema.put("type", "object");
    schema.putArray("required").add("sql");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("sql").put("type", "string");
    properties.putObject("name").put("type", "string").put("description", "of the job");
    properties
        .putObject("settings")
        .put("type", "object")
        .putObject("additionalProperties")
        .put("type", "string");
    properties.putObject("rows").put("type", "integer").put("description", "of a result, at most");
    properties
        .putObject("seconds")
        .put("type", "integer")
        .put("description", "until a query is ended");
    return schema;
  }
}
