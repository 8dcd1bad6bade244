package io.velostream.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.server.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server, as its clients see it. Errors of the user are the same exceptions that a session
/// throws.
public final class RemoteServer {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String url;
  private final Optional<String> token;

  /// @param url such as `http://127.0.0.1:8080`
  /// @param token what it wants to be shown
  public RemoteServer(String url, Optional<String> token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /// Has a script carried out.
  ///
  /// @throws UserException when a statement is at fault
  /// @throws EnvironmentException when the server cannot be reached, or its environment has failed
  public List<RemoteResult> run(String sql, Map<String, String> settings) {
    ObjectNode body = Json.object();
    body.put("sql", sql);
    ObjectNode set = body.putObject("settings");
    settings.forEach(set::put);
    List<RemoteResult> results = new ArrayList<>();
    post("/v1/statements", body.toString())
        .path("results")
        .forEach(result -> results.add(new RemoteResult(result)));
    return results;
  }

  private JsonNode post(String path, String body) {
    HttpResponse<String> response;
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw new UserException(ErrorCode.INVALID_OPTION, "'" + url + "' is no address of a server")
          .hint("such as --server http://127.0.0.1:8080");
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot talk to the server %s: %s".formatted(url, reason(e)), e, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException(ErrorCode.CANCELLED, "the thread was interrupted");
    }
    JsonNode answer = json(response.body());
    if (response.statusCode() >= 300) {
      throw failure(response.statusCode(), answer);
    }
    return answer;
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private JsonNode json(String text) {
    try {
      return Json.readAnswer(text);
    } catch (JsonProcessingException e) {
      throw new EnvironmentException(
          "what answers at %s is no Velostream server".formatted(url), e, false);
    }
  }

  private static RuntimeException failure(int status, JsonNode problem) {
    String detail = problem.path("detail").asText("status " + status);
    Optional<ErrorCode> code =
        Arrays.stream(ErrorCode.values())
            .filter(c -> c.name().equals(problem.path("code").asText()))
            .findFirst();
    if (code.isEmpty()) {
      return new EnvironmentException(
          "the server says: " + detail, new IOException("status " + status), status == 503);
    }
    @Nullable String hint = problem.path("hint").isTextual() ? problem.path("hint").asText() : null;
    SourcePosition place =
        problem.path("line").asInt() == 0
            ? SourcePosition.NONE
            : new SourcePosition(
                problem.path("line").asInt(),
                problem.path("column").asInt(),
                problem.path("endLine").asInt(),
                problem.path("endColumn").asInt());
    return new UserException(code.get(), detail, place, hint);
  }
}
