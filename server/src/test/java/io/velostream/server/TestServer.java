package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.velostream.server.json.Json;
import io.velostream.server.log.EventLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A server in this process on a port that was free, and calls to it.
final class TestServer implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(30);

  final List<String> log = new CopyOnWriteArrayList<>();
  final HttpClient client = HttpClient.newHttpClient();
  final VelostreamServer server;

  /// @param folder holds the data directory, and is the only root
  TestServer(Path folder) {
    this(folder, options -> options);
  }

  TestServer(Path folder, UnaryOperator<ServerOptions> change) {
    ServerOptions options =
        ServerOptions.local(folder.resolve("data"), 0).withRoots(List.of(folder));
    this.server = VelostreamServer.start(change.apply(options), new EventLog(log::add, () -> 0));
  }

  /// What came back.
  record Reply(int status, String type, String text) {
    JsonNode json() {
      try {
        return Json.read(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError(text, e);
      }
    }

    Reply ok() {
      assertThat(status).as(text).isBetween(200, 299);
      return this;
    }
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(BOUND).build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Reply sql(String sql) {
    return post("/v1/statements", "application/sql", sql);
  }

  Reply post(String path, String type, String body) {
    return send(
        request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /// The rows of the last result of a script.
  JsonNode rows(String sql) {
    JsonNode results = sql(sql).ok().json().path("results");
    return results.get(results.size() - 1).path("rows");
  }

  String state(String job) {
    return get("/v1/jobs/" + job).ok().json().path("state").asText();
  }

  /// Waits until a job is in a state, and fails at once when it has failed.
  JsonNode awaitState(String job, String state) {
    return await(job, node -> node.path("state").asText().equals(state));
  }

  JsonNode await(String job, Predicate<JsonNode> condition) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (true) {
      JsonNode node = get("/v1/jobs/" + job).ok().json();
      if (condition.test(node)) {
        return node;
      }
      assertThat(System.nanoTime()).as(node.toPrettyString()).isLessThan(deadline);
      rest();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  long rowsIn(String job) {
    return get("/v1/jobs/" + job).ok().json().path("metrics").path("records_in").asLong();
  }

  /// Pauses a job in the midst of its input, behind more than so many rows. What it has read is
  /// told some times a second only, and when it stands still; by then it could have read all. So it
  /// is held as soon as it runs, and goes on for a moment as often as that takes.
  void hold(String job, long rows) {
    awaitState(job, "RUNNING");
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (true) {
      post("/v1/jobs/" + job + "/pause").ok();
      for (int looks = 0; looks < 20; looks++) {
        if (rowsIn(job) > rows) {
          return;
        }
        rest();
      }
      assertThat(System.nanoTime()).as("%s gets behind %d rows", job, rows).isLessThan(deadline);
      post("/v1/jobs/" + job + "/resume").ok();
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
