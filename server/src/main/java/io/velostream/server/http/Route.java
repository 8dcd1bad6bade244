package io.velostream.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One way to call the server. The description of the interface is made from the routes.
///
/// @param path with variables in braces
/// @param operation names it for clients, unique
/// @param parameters of the query
/// @param takesBody whether there is a body
/// @param status of an answer that is no problem
/// @param contentType of that
record Route(
    String method,
    String path,
    String operation,
    String summary,
    List<Parameter> parameters,
    boolean takesBody,
    int status,
    String contentType,
    Handler handler) {
  /// @param type of JSON: `integer`, `boolean` or `string`
  record Parameter(String name, String type, String meaning, boolean required) {}

  /// Answers a request.
  interface Handler {
    Response handle(Request request);
  }

  static Route get(String path, String operation, String summary, Handler handler) {
    return of("GET", path, operation, summary, handler);
  }

  static Route post(String path, String operation, String summary, Handler handler) {
    return of("POST", path, operation, summary, handler);
  }

  static Route delete(String path, String operation, String summary, Handler handler) {
    return of("DELETE", path, operation, summary, handler).succeeding(204);
  }

  private static Route of(
      String method, String path, String operation, String summary, Handler handler) {
    return new Route(
        method, path, operation, summary, List.of(), false, 200, "application/json", handler);
  }

  Route withBody() {
    return new Route(
        method, path, operation, summary, parameters, true, status, contentType, handler);
  }

  Route answering(String type) {
    return new Route(
        method, path, operation, summary, parameters, takesBody, status, type, handler);
  }

  /// @param code the status of an answer that is no problem
  Route succeeding(int code) {
    return new Route(
        method, path, operation, summary, parameters, takesBody, code, contentType, handler);
  }

  Route with(String name, String type, String meaning) {
    return with(new Parameter(name, type, meaning, false));
  }

  Route with(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Route(
        method, path, operation, summary, more, takesBody, status, contentType, handler);
  }

  /// The variables of a path that this route is for; empty when it is for others.
  Optional<Map<String, String>> match(List<String> segments) {
    List<String> pattern = List.of(path.substring(1).split("/", -1));
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), segments.get(i));
      } else if (!part.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
