package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.velostream.server.log.EventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Spans, as a collector on this machine gets them; and the log in JSON.
@Timeout(60)
class TracingTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir Path folder;

  private HttpServer collector;

  /// What came, byte by byte; texts in it are as they are.
  private final List<String> received = new CopyOnWriteArrayList<>();

  @BeforeEach
  void collect() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new String(body, StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    collector.start();
    Files.writeString(folder.resolve("in.csv"), "id\n1\n2\n");
  }

  @AfterEach
  void end() {
    collector.stop(0);
  }

  private void copy(TestServer server) {
    String script =
        """
        CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'file', 'path' = '%1$s/in.csv');
        CREATE TABLE copies (id BIGINT) WITH ('connector' = 'file', 'path' = '%1$s/copies.csv');
        INSERT INTO copies SELECT id + 41270 FROM numbers;
        """
            .formatted(folder);
    server
        .send(
            server
                .request("/v1/statements")
                .header("Content-Type", "application/sql")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .POST(HttpRequest.BodyPublishers.ofString(script)))
        .ok();
    server.awaitState("copies", "FINISHED");
  }

  @Test
  void aRequestItsStatementsAndItsJobAreOneTrace() {
    String endpoint = "http://127.0.0.1:%d/v1/traces".formatted(collector.getAddress().getPort());
    try (TestServer server = new TestServer(folder, options -> options.withTraces(endpoint))) {
      copy(server);
    }
    String all = String.join("", received);
    assertThat(all)
        .contains(
            "POST /v1/statements",
            "statement DEFINITION",
            "statement INSERT",
            "job copies",
            "epoch",
            "checkpoint",
            "velostream.checkpoint.bytes",
            "FINISHED")
        .doesNotContain("41270");
    String trace = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
    // The request, three statements, the run, its epoch and checkpoint.
    assertThat(all.split(java.util.regex.Pattern.quote(trace), -1)).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void nothingIsSentUnlessItIsWanted() {
    try (TestServer server = new TestServer(folder)) {
      copy(server);
    }
    assertThat(received).isEmpty();
  }

  @Test
  void aCollectorThatIsGoneIsNobodysBusiness() {
    String nobody = "http://127.0.0.1:1/v1/traces";
    try (TestServer server = new TestServer(folder, options -> options.withTraces(nobody))) {
      copy(server);
    }
  }

  @Test
  void theLogCanBeJson() {
    List<String> lines = new ArrayList<>();
    EventLog log = new EventLog(lines::add, () -> 1_000_000, EventLog.Form.JSON);
    log.warn("job.failed", "job", "a \"b\"\n", "code", "X", "input", "");
    assertThat(lines)
        .containsExactly(
            "{\"time\":\"1970-01-01T00:00:01Z\",\"level\":\"WARN\",\"event\":\"job.failed\","
                + "\"job\":\"a \\\"b\\\"\\n\",\"code\":\"X\"}");
  }
}
