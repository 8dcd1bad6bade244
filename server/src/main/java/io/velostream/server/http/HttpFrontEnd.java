package io.velostream.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.server.log.EventLog;
import io.velostream.server.trace.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Takes requests from the JDK's server to the routes, each on a virtual thread of its own.
public final class HttpFrontEnd implements AutoCloseable {
  /// The longest body.
  public static final int MOST_BODY_BYTES = 1 << 20;

  private static final int MOST_REQUESTS = 256;

  private final HttpServer server;
  private final AccessGuard guard;
  private final List<Route> routes;
  private final Tracing tracing;
  private final EventLog log;
  private final Semaphore room = new Semaphore(MOST_REQUESTS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param server bound, not started
  public HttpFrontEnd(
      HttpServer server, AccessGuard guard, Api api, Tracing tracing, EventLog log) {
    this.tracing = tracing;
    this.server = server;
    this.guard = guard;
    this.routes = api.routes();
    this.log = log;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /// Begins to answer.
  public void start() {
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!room.tryAcquire()) {
        send(exchange, Problem.of(503, "too many requests at once").response());
        return;
      }
      try {
        send(exchange, answer(exchange));
      } finally {
        room.release();
      }
    }
  }

  private Response answer(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    Optional<Problem> refusal =
        guard.check(
            exchange.getRemoteAddress().getAddress().getHostAddress(),
            headers.getFirst("Host"),
            headers.getFirst("Origin"),
            headers.getFirst("Authorization"));
    if (refusal.isPresent()) {
      return refusal.get().response();
    }
    try {
      return route(exchange);
    } catch (ProblemException e) {
      return Problem.of(e.status(), String.valueOf(e.getMessage())).response();
    } catch (NotFoundException e) {
      return Problem.of(e.error()).withStatus(404).response();
    } catch (UserException e) {
      return Problem.of(e).response();
    } catch (EnvironmentException e) {
      return Problem.of(e).response();
    } catch (IOException e) {
      return Problem.of(400, "the request could not be read: " + e.getMessage()).response();
    } catch (RuntimeException | Error e) { // of this request alone
      log.error("http.failed", e, "path", exchange.getRequestURI().getPath());
      return Problem.of(500, "the server has failed; its log says how").response();
    }
  }

  private Response route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    if (path == null || !path.startsWith("/")) {
      throw new ProblemException(404, "there is nothing here");
    }
    List<String> segments =
        Arrays.stream(path.substring(1).split("/", -1)).map(HttpFrontEnd::decoded).toList();
    String method = exchange.getRequestMethod().toUpperCase(Locale.ROOT);
    boolean known = false;
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(segments);
      if (variables.isPresent()) {
        known = true;
        if (route.method().equals(method)) {
          Request request = request(exchange, variables.get());
          return tracing.request(
              method,
              route.path(),
              exchange.getRequestHeaders().getFirst("traceparent"),
              () -> route.handler().handle(request),
              HttpFrontEnd::status);
        }
      }
    }
    if (known) {
      throw new ProblemException(405, "the path has no " + method);
    }
    throw new ProblemException(404, "there is nothing here; /openapi.json lists what there is");
  }

  private static int status(Response response) {
    return switch (response) {
      case Response.Document document -> document.status();
      case Response.Stream _ -> 200;
      case Response.Empty empty -> empty.status();
    };
  }

  private static Request request(HttpExchange exchange, Map<String, String> variables)
      throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String bare = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return new Request(
        variables, query(exchange.getRequestURI().getRawQuery()), bare, body(exchange));
  }

  private static String body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] bytes = in.readNBytes(MOST_BODY_BYTES + 1);
    if (bytes.length > MOST_BODY_BYTES) {
      throw new ProblemException(413, "the body is longer than " + MOST_BODY_BYTES + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.putIfAbsent(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, "the address has a wrong % in it");
    }
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    switch (response) {
      case Response.Document document -> {
        byte[] bytes = document.text().getBytes(StandardCharsets.UTF_8);
        headers.set("Content-Type", document.contentType());
        if (document.status() == 401) {
          headers.set("WWW-Authenticate", "Bearer");
        }
        exchange.sendResponseHeaders(document.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case Response.Stream stream -> {
        headers.set("Content-Type", stream.contentType());
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
          stream.writer().writeTo(out);
        }
      }
      case Response.Empty empty -> exchange.sendResponseHeaders(empty.status(), -1);
    }
  }

  /// Takes no more requests, and breaks off those under way.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
