package io.velostream.connector.kafka;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real schema registry for tests, Apicurio's, which speaks Confluent's protocol: in a process of
/// its own on loopback, with what it keeps in memory, and a user without whom it does not answer.
/// The build unpacks it.
final class RegistryProcess {
  /// Who may do all, with the password behind a colon.
  static final String USER = "me:p w";

  /// Who may read only.
  static final String READER = "guest:g";

  private static final String MEDIA = "application/vnd.schemaregistry.v1+json";
  private static final Path PROGRAM = Path.of("target", "registry", "quarkus-run.jar");
  private static final Path LEFT_OUT =
      Path.of("target/registry/lib/main/com.mysql.mysql-connector-j-9.6.0.jar");
  private static final Pattern READY = Pattern.compile("Listening on: (http://127.0.0.1:[0-9]+)");
  private static final Duration START = Duration.ofSeconds(60);

  private static @Nullable RegistryProcess shared;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Process process;
  private String server = "";

  private RegistryProcess(Path folder) throws IOException {
    this.folder = folder;
    this.process = start(folder);
  }

  /// The one that tests share, which is ended with the JVM. They have subjects of their own.
  static synchronized RegistryProcess shared() throws IOException, InterruptedException {
    RegistryProcess open = shared;
    if (open == null) {
      if (!Files.exists(PROGRAM)) {
        throw new IllegalStateException(
            "no %s: the phase process-test-classes of the build unpacks it"
                .formatted(PROGRAM.toAbsolutePath()));
      }
      if (!Files.exists(LEFT_OUT)) {
        new JarOutputStream(Files.newOutputStream(LEFT_OUT)).close(); // it opens all that it lists
      }
      open = new RegistryProcess(Files.createTempDirectory("velostream-registry"));
      Runtime.getRuntime().addShutdownHook(new Thread(open::end));
      open.awaitReady();
      shared = open;
    }
    return open;
  }

  private static Process start(Path folder) throws IOException {
    String users = "-Dquarkus.security.users.embedded.";
    String user = users + "users." + USER.replace(':', '=');
    String reader = users + "users." + READER.replace(':', '=');
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + folder,
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=0",
            "-Dquarkus.http.access-log.enabled=false",
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=0",
            users + "enabled=true",
            users + "plain-text=true",
            user,
            reader,
            users + "roles.me=sr-admin",
            users + "roles.guest=sr-readonly",
            "-Dquarkus.http.auth.basic=true",
            "-Dapicurio.auth.role-based-authorization=true",
            "-jar",
            PROGRAM.toAbsolutePath().toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher ready = READY.matcher(Files.readString(folder.resolve("out.txt")));
      if (ready.find()) {
        server = ready.group(1);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IOException(
        "the registry does not start: " + Files.readString(folder.resolve("out.txt")));
  }

  /// Where it speaks the protocol.
  String url() {
    return server + "/apis/ccompat/v7";
  }

  /// Where nobody answers as a registry does.
  String wrongUrl() {
    return server;
  }

  /// Sends a request as whoever looks after it does, and tells what it answered.
  ///
  /// @param body empty for none
  /// @throws IOException when it refuses
  String ask(String method, String path, String body) throws IOException, InterruptedException {
    String user = Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Authorization", "Basic " + user)
            .header("Content-Type", MEDIA)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /// Gives a schema to a subject.
  ///
  /// @param subject as it is in a URL
  /// @param references to others, as JSON: elements of an array
  /// @return its id
  int register(String subject, String kind, String schema, String references)
      throws IOException, InterruptedException {
    String answer =
        ask(
            "POST",
            "/subjects/" + subject + "/versions",
            "{\"schemaType\":\"%s\",\"schema\":%s,\"references\":[%s]}"
                .formatted(kind, Registry.quoted(schema), references));
    Matcher id = Pattern.compile("\"id\":([0-9]+)").matcher(answer);
    if (!id.find()) {
      throw new IOException("no id: " + answer);
    }
    return Integer.parseInt(id.group(1));
  }

  private void end() {
    process.destroyForcibly();
    client.close();
    try {
      process.waitFor();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
