package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Servers in processes of their own, real signals, and the command as their client.
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class ServerCommandTest {
  private static final Pattern STARTED = Pattern.compile("server.started url=(\\S+)");

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
  }

  /// A server, and where it is to be found.
  private record Running(Process process, String url) {}

  private Running start(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("server", "--port", "0", "--data", "state"));
    arguments.addAll(List.of(more));
    Path err = folder.resolve("server.err");
    Process process =
        CommandRun.builder(folder, List.of(), arguments.toArray(String[]::new))
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    processes.add(process);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Matcher started = STARTED.matcher(Files.exists(err) ? Files.readString(err) : "");
      if (started.find()) {
        return new Running(process, started.group(1));
      }
      assertThat(process.isAlive() && System.nanoTime() < deadline)
          .as(Files.readString(err))
          .isTrue();
      Thread.sleep(20);
    }
  }

  private CommandRun client(Running server, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", server.url));
    return CommandRun.of(folder, "", all.toArray(String[]::new));
  }

  private static int end(Running server) throws Exception {
    server.process.destroy(); // SIGTERM
    assertThat(server.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
    return server.process.exitValue();
  }

  private static final String SCRIPT =
      """
      CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5000',
        'fields.id.kind' = 'sequence', 'fields.id.start' = '1');
      CREATE TABLE copies (id BIGINT) WITH ('connector' = 'file', 'path' = 'copies.csv');
      INSERT INTO copies SELECT id FROM numbers;
      """;

  @Test
  void sigtermCommitsWhatEndlessJobsHavePutOutAndEndsWithZero() throws Exception {
    Files.writeString(folder.resolve("app.sql"), SCRIPT);
    Running server = start();
    CommandRun submitted = client(server, "-f", "app.sql");
    assertThat(submitted.exitCode()).as(submitted.err()).isZero();
    assertThat(submitted.err()).contains("created table numbers", "created job copies");
    awaitRows(server);
    assertThat(end(server)).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("copies.csv"));
    assertThat(lines.size()).isGreaterThan(1);
    assertThat(lines.getLast()).isEqualTo(Integer.toString(lines.size() - 1));
    assertThat(folder.toFile().list((_, name) -> name.endsWith(".tmp"))).isEmpty();

    Running again = start();
    awaitRows(again);
    CommandRun dropped = client(again, "-c", "STOP JOB copies");
    assertThat(dropped.exitCode()).as(dropped.err()).isZero();
    assertThat(end(again)).isZero();
  }

  private void awaitRows(Running server) throws Exception {
    for (int i = 0; i < 30; i++) {
      CommandRun jobs = client(server, "-c", "SHOW METRICS", "--format", "csv");
      assertThat(jobs.exitCode()).as(jobs.err()).isZero();
      Matcher out = Pattern.compile("copies,records_out,(\\S+)").matcher(jobs.out());
      if (out.find() && Double.parseDouble(out.group(1)) > 0) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no rows come out");
  }

  @Test
  void everythingIsThereAfterSigkill() throws Exception {
    Files.writeString(folder.resolve("app.sql"), SCRIPT);
    Running server = start();
    assertThat(client(server, "-f", "app.sql").exitCode()).isZero();
    server.process.destroyForcibly();
    assertThat(server.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
    Running again = start();
    awaitRows(again);
    CommandRun jobs = client(again, "jobs");
    assertThat(jobs.out()).contains("copies │ RUNNING");
    assertThat(end(again)).isZero();
  }

  @Test
  void resultsAndErrorsAreThoseOfTheCommand() throws Exception {
    Files.writeString(folder.resolve("t.csv"), "a,b\n1,2.50\n2,\n");
    Running server = start();
    String query = "SELECT a, b, b > 1 AS big, CAST(b AS DOUBLE) AS d FROM 't.csv'";
    for (String format : List.of("table", "csv", "json")) {
      CommandRun local = CommandRun.of(folder, "", "-c", query, "--format", format);
      CommandRun remote = client(server, "-c", query, "--format", format);
      assertThat(remote.out()).isEqualTo(local.out());
    }
    CommandRun wrong = client(server, "-c", "SELECT a,\n  nope FROM 't.csv'");
    CommandRun wrongHere = CommandRun.of(folder, "", "-c", "SELECT a,\n  nope FROM 't.csv'");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(wrong.err()).isEqualTo(wrongHere.err()).contains("^^^^");
    CommandRun outside = client(server, "-c", "SELECT * FROM '/etc/passwd'");
    assertThat(outside.exitCode()).isNotZero();
    assertThat(outside.out()).isEmpty();
    CommandRun nobody =
        CommandRun.of(folder, "", "-c", "SELECT 1", "--server", "http://127.0.0.1:1");
    assertThat(nobody.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(nobody.err()).contains("cannot talk to the server http://127.0.0.1:1");
    assertThat(end(server)).isZero();
  }

  @Test
  void anUnsafeAddressIsRefused() {
    CommandRun refused =
        CommandRun.of(folder, "", "server", "--port", "0", "--bind", "0.0.0.0", "--data", "state");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(refused.err()).contains("beyond this machine", "--tls-keystore");
  }

  @Test
  void aTokenIsReadFromAFile() throws Exception {
    Files.writeString(folder.resolve("token"), "s3cret\n");
    Running server = start("--token-file", "token");
    CommandRun without = client(server, "-c", "SELECT 1");
    assertThat(without.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(without.err()).contains("a token is needed");
    CommandRun with = client(server, "-c", "SELECT 1", "--token-file", "token");
    assertThat(with.exitCode()).as(with.err()).isZero();
    assertThat(Files.readString(folder.resolve("server.err"))).doesNotContain("s3cret");
    assertThat(end(server)).isZero();
  }
}
