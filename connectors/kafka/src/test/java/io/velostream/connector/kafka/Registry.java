package io.velostream.connector.kafka;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/// A schema registry in this process, which answers as the documented protocol of Confluent's says:
/// `/schemas/ids`, `/subjects/…/versions`, errors with codes, readers that can read what came
/// before.
final class Registry implements AutoCloseable {
  private final HttpServer server;
  private final List<String> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();

  /// What was asked, and by whom.
  final List<String> requests = new ArrayList<>();

  /// Answers with this status in place of an answer, if not 0.
  volatile int status;

  Registry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Keeps a schema as it would be kept after a request.
  ///
  /// @param json the members of the answer: the schema, and perhaps references
  synchronized int add(String json) {
    schemas.add(json);
    return schemas.size();
  }

  synchronized void version(String subject, int id) {
    subjects.computeIfAbsent(subject, _ -> new ArrayList<>()).add(id);
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String who = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(exchange.getRequestMethod() + " " + path + (who == null ? "" : " " + who));
    if (status != 0) {
      answer(exchange, status, "{\"error_code\":%d,\"message\":\"not now\"}".formatted(status));
    } else if (path.startsWith("/schemas/ids/")) {
      byId(exchange, Integer.parseInt(path.substring(13)));
    } else if (exchange.getRequestMethod().equals("POST") && path.split("/").length == 3) {
      lookUp(exchange, path.split("/")[2], body);
    } else if (exchange.getRequestMethod().equals("POST")) {
      register(exchange, path.split("/")[2], body);
    } else {
      version(exchange, path.split("/")[2], path.split("/")[4]);
    }
  }

  private void byId(HttpExchange exchange, int id) throws IOException {
    if (id < 1 || id > schemas.size()) {
      answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    } else {
      answer(exchange, 200, "{" + schemas.get(id - 1) + "}");
    }
  }

  private void version(HttpExchange exchange, String subject, String version) throws IOException {
    List<Integer> ids = subjects.getOrDefault(subject, List.of());
    int number = version.equals("latest") ? ids.size() : Integer.parseInt(version);
    if (number < 1 || number > ids.size()) {
      answer(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject not found.\"}");
      return;
    }
    int id = ids.get(number - 1);
    answer(
        exchange,
        200,
        "{\"subject\":\"%s\",\"version\":%d,\"id\":%d,%s}"
            .formatted(subject, number, id, schemas.get(id - 1)));
  }

  private void lookUp(HttpExchange exchange, String subject, String body) throws IOException {
    String json = body.substring(1, body.length() - 1);
    for (int id : subjects.getOrDefault(subject, List.of())) {
      if (schemas.get(id - 1).equals(json)) {
        answer(exchange, 200, "{\"id\":" + id + "}");
        return;
      }
    }
    answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
  }

  private void register(HttpExchange exchange, String subject, String body) throws IOException {
    String json = body.substring(1, body.length() - 1);
    List<Integer> ids = subjects.computeIfAbsent(subject, _ -> new ArrayList<>());
    for (int id : ids) {
      if (schemas.get(id - 1).equals(json)) {
        answer(exchange, 200, "{\"id\":" + id + "}");
        return;
      }
      if (!canRead(json, schemas.get(id - 1))) {
        answer(
            exchange,
            409,
            "{\"error_code\":409,\"message\":\"Schema being registered is incompatible with an"
                + " earlier schema\"}");
        return;
      }
    }
    ids.add(add(json));
    answer(exchange, 200, "{\"id\":" + schemas.size() + "}");
  }

  /// Of other schemas than those of Avro it is not asked.
  private static boolean canRead(String reader, String writer) {
    if (reader.contains("schemaType")) {
      return true;
    }
    return SchemaCompatibility.checkReaderWriterCompatibility(parsed(reader), parsed(writer))
        .getType()
        .equals(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
  }

  private static Schema parsed(String json) {
    String text = json.substring(json.indexOf(":\"") + 2, json.length() - 1);
    return new Schema.Parser().parse(text.replace("\\\"", "\"").replace("\\\\", "\\"));
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
