package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Servers that die in the middle of jobs, by SIGKILL and SIGTERM in turns: the next one goes on
/// with the jobs, and their output is that of a server that nobody disturbed.
///
/// The seed is printed with a failure.
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class ServerKillTest {
  private static final Pattern STARTED = Pattern.compile("server.started url=(\\S+)");
  private static final int ROWS = 240_000;
  private static final int DEATHS = 5;

  private static final String SCRIPT =
      """
      CREATE TABLE trades (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
        WITH ('connector' = 'file', 'path' = 'trades.jsonl');
      CREATE TABLE totals (w TIMESTAMP, sym VARCHAR, n BIGINT, q BIGINT)
        WITH ('connector' = 'file', 'path' = 'totals.csv');
      CREATE TABLE large (ts TIMESTAMP, sym VARCHAR, q BIGINT)
        WITH ('connector' = 'file', 'path' = 'large/', 'format' = 'json');
      INSERT INTO totals SELECT window_start, sym, COUNT(*), SUM(qty)
      FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '10' SECOND))
      GROUP BY window_start, window_end, sym;
      INSERT INTO large SELECT ts, sym, qty * 2 FROM trades WHERE qty > 90;
      """;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
    client.close();
  }

  private record Running(Process process, String url) {}

  private Path workFolder(String name) throws IOException {
    Path work = Files.createDirectory(folder.resolve(name));
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":\"2026-01-01 %02d:%02d:%02d\",\"sym\":\"%c\",\"qty\":%d}%n",
              i / 36_000,
              i / 600 % 60,
              i / 10 % 60,
              (char) ('A' + random.nextInt(20)),
              random.nextInt(100)));
    }
    Files.writeString(work.resolve("trades.jsonl"), text);
    return work;
  }

  private Running start(Path work) throws IOException, InterruptedException {
    Path err = work.resolve("server.err");
    Files.deleteIfExists(err);
    Process process =
        CommandRun.builder(
                work,
                List.of("-Xmx256m"),
                "server",
                "--port",
                "0",
                "--data",
                "state",
                "--set",
                "checkpoint.interval=5 ms",
                "--set",
                "checkpoint.rest=0",
                "--set",
                "batch.rows=200")
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
      Thread.sleep(5);
    }
  }

  private String get(Running server, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(server.url + path)).GET());
  }

  private String sql(Running server, String sql) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(server.url + "/v1/statements"))
            .header("Content-Type", "application/sql")
            .POST(HttpRequest.BodyPublishers.ofString(sql)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.body();
  }

  private static int epochs(Path work) throws IOException {
    Path checkpoints = work.resolve("state/checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(checkpoints)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.matches("manifest-\\d+-\\d+"))
          .mapToInt(name -> Integer.parseInt(name.split("-")[1]))
          .max()
          .orElse(0);
    } catch (java.io.UncheckedIOException e) {
      return 0; // something was deleted meanwhile; asked again
    }
  }

  private boolean finished(Running server) throws IOException, InterruptedException {
    String jobs = get(server, "/v1/jobs");
    assertThat(jobs).doesNotContain("FAILED").doesNotContain("BACKING_OFF");
    return jobs.split("\"FINISHED\"", -1).length == 3;
  }

  private void awaitFinished(Running server) throws IOException, InterruptedException {
    while (!finished(server)) {
      Thread.sleep(20);
    }
  }

  private static List<String> rows(Path work) throws IOException {
    List<String> rows = new ArrayList<>(Files.readAllLines(work.resolve("totals.csv")));
    try (Stream<Path> parts = Files.list(work.resolve("large"))) {
      for (Path part : parts.filter(p -> !p.getFileName().toString().startsWith(".")).toList()) {
        rows.addAll(Files.readAllLines(part));
      }
    }
    rows.sort(null);
    return rows;
  }

  @Test
  void jobsGoOnInTheNextServerAsIfNothingHadHappened() throws Exception {
    Path undisturbed = workFolder("undisturbed");
    Running calm = start(undisturbed);
    assertThat(sql(calm, SCRIPT)).doesNotContain("warnings");
    awaitFinished(calm);
    calm.process.destroy();

    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    // Jobs may be done before their servers have died often enough: then there are others.
    int resumed = 0;
    for (int round = 0; resumed < DEATHS; round++) {
      Path work = workFolder("disturbed-" + round);
      resumed += disturb(work, DEATHS - resumed, random);
      assertThat(rows(work)).as("seed %d", seed).isEqualTo(rows(undisturbed));
    }
  }

  /// Runs the jobs to their end in servers that die.
  ///
  /// @param most deaths
  /// @return how many there were
  private int disturb(Path work, int most, RandomGenerator random) throws Exception {
    Running server = start(work);
    sql(server, SCRIPT);
    int deaths = 0;
    while (deaths < most) {
      int until = epochs(work) + random.nextInt(1, 4);
      while (epochs(work) < until && !finished(server)) {
        Thread.sleep(1);
      }
      if (finished(server)) {
        break;
      }
      boolean killed = deaths % 2 == 0;
      if (killed) {
        server.process.destroyForcibly();
      } else {
        server.process.destroy();
      }
      assertThat(server.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertThat(server.process.exitValue()).isEqualTo(killed ? 137 : 0);
      server = start(work);
      deaths++;
    }
    awaitFinished(server);
    assertThat(get(server, "/v1/jobs/totals")).contains("\"restarts\":0");
    server.process.destroy();
    assertThat(server.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
    return deaths;
  }

  private CommandRun client(Path work, Running server, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--server", server.url));
    return CommandRun.of(work, "", all.toArray(String[]::new));
  }

  private static List<Integer> numbers(Path parts) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    try (Stream<Path> files = Files.list(parts)) {
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.equals("n"))
            .map(Integer::valueOf)
            .forEach(numbers::add);
      }
    }
    numbers.sort(null);
    return numbers;
  }

  private Running killed(Path work, Running server) throws Exception {
    server.process.destroyForcibly();
    assertThat(server.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
    return start(work);
  }

  private void awaitJob(Running server, String job, String pattern) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      String answer = get(server, "/v1/jobs/" + job);
      if (Pattern.compile(pattern).matcher(answer).find()) {
        return;
      }
      assertThat(System.nanoTime()).as(answer).isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  /// A job starts from a savepoint at its first start only: a server that comes after one that was
  /// killed goes on from where the job was saved since, or from the savepoint if it was not.
  @Test
  void aJobStartsFromASavepointThoughServersAreKilled() throws Exception {
    int rows = 500_000;
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.write(
        work.resolve("in.csv"),
        Stream.concat(Stream.of("id"), IntStream.range(0, rows).mapToObj(Integer::toString))
            .toList());
    Running server = start(work);
    sql(
        server,
        """
        CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'file', 'path' = 'in.csv');
        CREATE TABLE tens (n BIGINT) WITH
          ('connector' = 'file', 'path' = 'tens/', 'format' = 'csv');
        SET 'batch.rows' = '7';
        INSERT INTO tens SELECT DISTINCT id / 10 FROM numbers;
        """);
    awaitJob(server, "tens", "\"records_in\":[1-9]");
    Matcher made =
        Pattern.compile("savepoint of the job tens in .*/kept/tens: (\\d+) rows")
            .matcher(sql(server, "SAVEPOINT JOB tens TO 'kept'"));
    assertThat(made.find()).isTrue();
    int read = Integer.parseInt(made.group(1));
    assertThat(read).isBetween(1, rows - 1);
    server = killed(work, server);
    assertThat(client(work, server, "jobs", "stop", "tens").exitCode()).isZero();
    awaitJob(server, "tens", "STOPPED|FINISHED");
    Files.move(work.resolve("tens"), work.resolve("before"));

    CommandRun late = client(work, server, "jobs", "savepoint", "tens", "kept2");
    assertThat(late.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(late.err()).contains("only one that runs makes savepoints");
    CommandRun started = client(work, server, "jobs", "start", "tens", "--from", "kept");
    assertThat(started.exitCode()).as(started.err()).isZero();
    server = killed(work, server);
    awaitJob(server, "tens", "\"epoch\":[1-9]|FINISHED");
    server = killed(work, server);
    awaitJob(server, "tens", "FINISHED");
    // It has the state of the savepoint: a ten that had begun there is not new.
    assertThat(numbers(work.resolve("tens")))
        .isEqualTo(IntStream.range((read + 9) / 10, rows / 10).boxed().toList());
    server.process.destroy();
    assertThat(server.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
  }

  /// The heap is small, and there are jobs whose groups would never fit into it.
  @Test
  void aJobWhoseStateGrowsFailsAndTheServerLives() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Running server = start(work);
    sql(
        server,
        """
        CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1');
        CREATE TABLE few (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1');
        CREATE TABLE nothing (id BIGINT, n BIGINT) WITH ('connector' = 'blackhole');
        CREATE JOB steady AS INSERT INTO nothing SELECT id, 1 FROM few;
        SET 'batch.rows' = '4096';
        CREATE JOB grows AS INSERT INTO nothing SELECT id, COUNT(*) FROM numbers GROUP BY id;
        -- @partitions: 2
        CREATE JOB shared AS INSERT INTO nothing SELECT id, COUNT(*) FROM numbers GROUP BY id;
        """);
    for (String job : List.of("grows", "shared")) {
      awaitJob(server, job, "\"FAILED\"");
      assertThat(get(server, "/v1/jobs/" + job))
          .contains("LIMIT_EXCEEDED", "MB of state, more than its ", "come to a limit");
    }
    awaitJob(server, "steady", "\"RUNNING\".*\"records_in\":[1-9]");
    server.process.destroy();
    assertThat(server.process.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(server.process.exitValue()).isZero();
  }
}
