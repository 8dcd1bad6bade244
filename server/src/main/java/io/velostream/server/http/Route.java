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
/// @param parameters of the query, all optional
/// @param takesBody whether there is a body
/// @param contentType of the answer
record Route(
    String method,
    String path,
    String operation,
    String summary,
    List<Parameter> parameters,
    boolean takesBody,
    String contentType,
    Handler handler) {
  /// @param type of JSON: `integer` or `string`
  record Parameter(String name, String type, String meaning) {}

  /// Answers a request.
  interface Handler {
    Response handle(Request request);
  }

  static Route get(String path, String operation, String summary, Handler handler) {
    return new Route(
        "GET", path, operation, summary, List.of(), false, "application/json", handler);
  }

  static Route post(String path, String operation, String summary, Handler handler) {
    return new Route(
        "POST", path, operation, summary, List.of(), false, "application/json", handler);
  }

  static Route delete(String path, String operation, String summary, Handler handler) {
    return new Route(
        "DELETE", path, operation, summary, List.of(), false, "application/json", handler);
  }

  Route withBody() {
    return new Route(method, path, operation, summary, parameters, true, contentType, handler);
  }

  Route answering(String type) {
    return new Route(method, path, operation, summary, parameters, takesBody, type, handler);
  }

  Route with(String name, String type, String meaning) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(new Parameter(name, type, meaning));
    return new Route(method, path, operation, summary, more, takesBody, contentType, handler);
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
