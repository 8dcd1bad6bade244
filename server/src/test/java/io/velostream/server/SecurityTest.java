package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.velostream.columnar.error.UserException;
import io.velostream.server.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who comes in, and how far.
@Timeout(120)
class SecurityTest {
  private static final String TOKEN = "canary-5f1d9c";

  @TempDir Path folder;

  /// Method and path of each operation that the description lists.
  private static List<String[]> operations(TestServer server, String... headers) {
    HttpRequest.Builder request = server.request("/openapi.json").GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    JsonNode paths = server.send(request).ok().json().path("paths");
    List<String[]> operations = new ArrayList<>();
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    operations.add(
                        new String[] {
                          operation.getKey().toUpperCase(Locale.ROOT), path.getKey()
                        })));
    return operations;
  }

  private static int status(TestServer server, String[] operation, String... headers) {
    HttpRequest.Builder request =
        server
            .request(operation[1].replace("{name}", "x"))
            .method(operation[0], HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server.send(request).status();
  }

  @Test
  void everyOperationWantsTheTokenIfThereIsOne() {
    try (TestServer server = new TestServer(folder, o -> o.withToken(TOKEN))) {
      String[] right = {"Authorization", "Bearer " + TOKEN};
      List<String[]> operations = operations(server, right);
      assertThat(operations).hasSizeGreaterThan(15);
      for (String[] operation : operations) {
        assertThat(status(server, operation)).as(String.join(" ", operation)).isEqualTo(401);
        assertThat(status(server, operation, right)).isNotIn(401, 403);
      }
      assertThat(server.get("/nowhere").status()).isEqualTo(401);
      assertThat(String.join("\n", server.log)).doesNotContain(TOKEN);
    }
  }

  @Test
  void wrongTokensAreRefusedAndGuessingIsSlowed() {
    try (TestServer server = new TestServer(folder, o -> o.withToken(TOKEN))) {
      String[] operation = {"GET", "/health"};
      for (String wrong :
          List.of("Bearer", "Bearer ", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
        assertThat(status(server, operation, "Authorization", wrong)).as(wrong).isEqualTo(401);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(status(server, operation, "Authorization", "Bearer guess" + i)).isEqualTo(401);
      }
      assertThat(status(server, operation, "Authorization", "Bearer " + TOKEN)).isEqualTo(429);
    }
  }

  @Test
  void pagesOfOthersAreTurnedAway() throws IOException {
    try (TestServer server = new TestServer(folder)) {
      for (String[] operation : operations(server)) {
        assertThat(status(server, operation, "Origin", "https://evil.example"))
            .as(String.join(" ", operation))
            .isEqualTo(403);
        assertThat(raw(server, operation, "evil.example")).startsWith("HTTP/1.1 403");
      }
      assertThat(status(server, new String[] {"GET", "/health"}, "Origin", "null")).isEqualTo(403);
      String ours = "http://localhost:" + server.server.port();
      assertThat(status(server, new String[] {"GET", "/health"}, "Origin", ours)).isEqualTo(200);
      assertThat(raw(server, new String[] {"GET", "/health"}, "localhost:1"))
          .startsWith("HTTP/1.1 200");
    }
  }

  /// The status line of a request for another host, which the JDK's client would not send.
  private static String raw(TestServer server, String[] operation, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      String path = operation[1].replace("{name}", "x");
      String text =
          "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(operation[0], path, host);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void bodiesHaveABound() {
    try (TestServer server = new TestServer(folder)) {
      assertThat(server.sql("-".repeat((1 << 20) + 1)).status()).isEqualTo(413);
      assertThat(server.sql("-".repeat((256 << 10) + 1)).status()).isEqualTo(429);
      String deep = "{\"sql\":" + "[".repeat(60) + "]".repeat(60) + "}";
      assertThat(server.post("/v1/statements", "application/json", deep).status()).isEqualTo(400);
      assertThat(
              server
                  .post("/v1/statements", "application/json", "{\"sql\":\"a\",\"sql\":\"b\"}")
                  .status())
          .isEqualTo(400);
      String nested = "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
      assertThat(server.sql(nested).status()).isEqualTo(400);
      assertThat(server.get("/health").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s/../secret.csv",
        "%s/./../secret.csv",
        "%s/sub/../../secret.csv",
        "%s/link.csv",
        "%s/linked/secret.csv",
        "%s/../*.csv",
        "%s/linked/*.csv",
        "%s/missing/../../secret.csv",
        "/etc/passwd",
        "/proc/self/environ",
        "/dev/zero",
        "file:///etc/passwd",
        "-",
      })
  void filesOutsideOfTheRootsAreNotReadAndNotWritten(String pattern) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root/sub")).getParent();
    Path secret = folder.resolve("secret.csv");
    Files.writeString(secret, "a\n42\n");
    Files.createSymbolicLink(root.resolve("link.csv"), secret);
    Files.createSymbolicLink(root.resolve("linked"), folder);
    Files.writeString(root.resolve("fine.csv"), "a\n1\n");
    String path = pattern.formatted(root);
    try (TestServer server = new TestServer(folder, o -> o.withRoots(List.of(root)))) {
      assertThat(server.rows("SELECT a FROM '" + root + "/fine.csv'").toString())
          .isEqualTo("[[1]]");
      TestServer.Reply read =
          server.sql("SELECT * FROM '" + path + "' /*+ OPTIONS('format' = 'csv') */");
      assertThat(read.status()).as(read.text()).isBetween(400, 499);
      TestServer.Reply described = server.sql("SHOW CREATE TABLE '" + path + "'");
      assertThat(described.status()).as(described.text()).isBetween(400, 499);
      if (!path.equals("-") && !path.contains("*") && path.startsWith(root.toString())) {
        TestServer.Reply written =
            server.sql(
                "CREATE TABLE o (a BIGINT) WITH ('connector' = 'file', 'format' = 'csv', 'path' ="
                    + " '%s'); INSERT INTO o VALUES (7)".formatted(path));
        if (written.status() == 200) {
          server.await("o", job -> job.has("failure"));
        }
      }
    }
    assertThat(Files.readString(secret)).isEqualTo("a\n42\n");
  }

  @Test
  void outputGoesBelowTheRootsOnly() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    try (TestServer server = new TestServer(folder, o -> o.withRoots(List.of(root)))) {
      server
          .sql(
              "CREATE TABLE o (a BIGINT) WITH ('connector' = 'file', 'path' = '%s/new/o.csv')"
                  .formatted(root))
          .ok();
      Files.createDirectories(root.resolve("new"));
      server.sql("INSERT INTO o VALUES (7)").ok();
      server.awaitState("o", "FINISHED");
      assertThat(Files.readString(root.resolve("new/o.csv"))).isEqualTo("a\n7\n");
    }
  }

  @Test
  void aServerBeyondThisMachineNeedsTlsAndAToken() {
    for (String address : List.of("0.0.0.0", "::")) {
      for (ServerOptions options :
          List.of(
              ServerOptions.local(folder.resolve("d"), 0).withBind(address),
              ServerOptions.local(folder.resolve("d"), 0).withBind(address).withToken(TOKEN),
              ServerOptions.local(folder.resolve("d"), 0)
                  .withBind(address)
                  .withTls(folder.resolve("none"), ""))) {
        assertThatExceptionOfType(UserException.class)
            .isThrownBy(() -> VelostreamServer.start(options, EventLog.NONE))
            .withMessageContaining("beyond this machine");
      }
    }
    assertThat(folder.resolve("d")).doesNotExist();
  }

  @Test
  void speaksTls() throws Exception {
    Path keystore = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                "password")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore trusted = KeyStore.getInstance(keystore.toFile(), "password".toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (TestServer server =
            new TestServer(folder, o -> o.withTls(keystore, "password").withToken(TOKEN));
        HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      assertThat(server.server.url()).startsWith("https://127.0.0.1:");
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(server.server.url() + "/health"))
                  .header("Authorization", "Bearer " + TOKEN)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.sslSession()).isPresent();
    }
  }

  @Test
  void secretsDoNotShow() {
    ServerOptions options =
        ServerOptions.local(folder, 0).withToken(TOKEN).withTls(folder, "canary-password");
    assertThat(options.toString()).doesNotContain("canary").contains("******");
  }
}
