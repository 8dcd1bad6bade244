package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes of the command that are killed at random times (kill -9), again and again until
/// the job is complete: the output is that of a run that nobody disturbed.
///
/// `-Dvelostream.kills=N` kills at least N times; the seed is printed with a failure.
class KillTest {
  private static final int KILLS = Integer.getInteger("velostream.kills", 20);
  private static final int ROWS = 80_000;
  private static final String TABLES =
      """
      SET 'checkpoint.dir' = 'state';
      SET 'checkpoint.interval' = '5 ms';
      SET 'checkpoint.rest' = '0';
      SET 'batch.rows' = '500';
      CREATE TABLE trades (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
        WITH ('connector' = 'file', 'path' = '../trades.jsonl');
      """;

  /// In how many pipelines a life may run.
  private static final int[] PARALLELISM = {1, 2, 4};

  private static final List<String> JOBS =
      List.of(
          TABLES
              + """
              CREATE TABLE o (w TIMESTAMP, sym VARCHAR, n BIGINT, q BIGINT)
                WITH ('connector' = 'file', 'path' = 'out.csv');
              INSERT INTO o SELECT window_start, sym, COUNT(*), SUM(qty)
              FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '10' SECOND))
              GROUP BY window_start, window_end, sym;
              """,
          TABLES
              + """
              CREATE TABLE o (ts TIMESTAMP, sym VARCHAR, q BIGINT)
                WITH ('connector' = 'file', 'path' = 'out/', 'format' = 'json');
              INSERT INTO o SELECT ts, sym, qty * 2 FROM trades WHERE qty > 50;
              """,
          TABLES
              + """
              CREATE TABLE o (sym VARCHAR, ts TIMESTAMP, q BIGINT)
                WITH ('connector' = 'file', 'path' = 'out/', 'format' = 'json');
              INSERT INTO o SELECT sym, ts, SUM(qty) OVER (PARTITION BY sym ORDER BY ts
                ROWS BETWEEN 100 PRECEDING AND CURRENT ROW) FROM trades;
              """,
          TABLES
              + """
              CREATE TABLE o (w TIMESTAMP, sym VARCHAR, n BIGINT, q BIGINT)
                WITH ('connector' = 'file', 'path' = 'out.csv');
              CREATE TABLE p (ts TIMESTAMP, sym VARCHAR, q BIGINT)
                WITH ('connector' = 'file', 'path' = 'out/', 'format' = 'json');
              EXECUTE STATEMENT SET BEGIN
                INSERT INTO o SELECT window_start, sym, COUNT(*), SUM(qty)
                FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '10' SECOND))
                GROUP BY window_start, window_end, sym;
                INSERT INTO p SELECT ts, sym, qty * 2 FROM trades WHERE qty > 50;
              END;
              """);

  @TempDir static Path folder;
  private static final List<List<String>> EXPECTED = new ArrayList<>();

  @BeforeAll
  static void undisturbed() throws IOException, InterruptedException {
    input();
    for (String job : JOBS) {
      EXPECTED.add(undisturbed(job));
    }
  }

  private static void input() throws IOException {
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
    Files.writeString(folder.resolve("trades.jsonl"), text);
  }

  private static Path workFolder(String job) throws IOException {
    Path work = Files.createTempDirectory(folder, "run");
    Files.writeString(work.resolve("job.sql"), job);
    return work;
  }

  private static Process start(Path work, String job, int pipelines) throws IOException {
    Files.writeString(
        work.resolve("job.sql"),
        "SET 'job.mode' = 'adaptive';\nSET 'parallelism' = '" + pipelines + "';\n" + job);
    return JobProcess.start(work);
  }

  /// The rows that are visible, in order.
  private static List<String> rows(Path work) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("out.csv", "out")) {
      Path path = work.resolve(name);
      if (Files.isDirectory(path)) {
        try (Stream<Path> parts = Files.list(path)) {
          parts.filter(part -> !part.getFileName().toString().startsWith(".")).forEach(files::add);
        }
      } else if (Files.exists(path)) {
        files.add(path);
      }
    }
    List<String> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(Files.readAllLines(file));
    }
    rows.sort(null);
    return rows;
  }

  private static List<String> undisturbed(String job) throws IOException, InterruptedException {
    Path work = workFolder(job);
    assertThat(JobProcess.end(JobProcess.start(work))).as(() -> JobProcess.log(work)).isZero();
    List<String> rows = rows(work);
    assertThat(rows).hasSizeGreaterThan(1_000);
    assertThat(JobProcess.latestEpoch(work)).isGreaterThan(1); // how many depends on the disk
    return rows;
  }

  @Test
  void killedAtAnyTimeAndStartedAgainTheOutputIsTheSame() throws IOException, InterruptedException {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      int which = round % JOBS.size();
      Path work = workFolder(JOBS.get(which));
      int code = -1;
      for (int lives = 1; code != 0; lives++) {
        int pipelines = PARALLELISM[random.nextInt(PARALLELISM.length)];
        Process process = start(work, JOBS.get(which), pipelines);
        try {
          JobProcess.awaitCheckpoints(process, work, random.nextInt(1, 6));
          TimeUnit.MICROSECONDS.sleep(random.nextInt(0, 30_000));
        } finally {
          process.destroyForcibly();
        }
        code = JobProcess.end(process);
        kills += code == 0 ? 0 : 1;
        assertThat(code).as("seed %d, life %d: %s", seed, lives, JobProcess.log(work)).isIn(0, 137);
      }
      assertThat(rows(work)).as("seed %d, %s", seed, work).isEqualTo(EXPECTED.get(which));
    }
    assertThat(kills).isGreaterThanOrEqualTo(KILLS);
  }

  @Test
  void aProcessThatWasSucceededWritesNothing() throws IOException, InterruptedException {
    for (int which = 0; which < JOBS.size(); which++) {
      final List<String> expected = EXPECTED.get(which);
      Path work = workFolder(JOBS.get(which));
      Process zombie = JobProcess.start(work);
      // What it has written is not all: it is stopped while it works.
      while (!JobProcess.stop(zombie, work) || rows(work).equals(expected)) {
        zombie.destroyForcibly();
        work = workFolder(JOBS.get(which));
        zombie = JobProcess.start(work);
      }
      try {
        requireShutOut(zombie, work, expected);
      } finally {
        zombie.destroyForcibly();
      }
    }
  }

  private static void requireShutOut(Process zombie, Path work, List<String> expected)
      throws IOException, InterruptedException {
    assertThat(JobProcess.end(JobProcess.start(work))).as(() -> JobProcess.log(work)).isZero();
    assertThat(rows(work)).isEqualTo(expected);
    JobProcess.signal(zombie, "CONT");
    assertThat(JobProcess.end(zombie))
        .as(() -> JobProcess.log(work))
        .isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(JobProcess.log(work)).contains("another process has taken this job over");
    assertThat(rows(work)).isEqualTo(expected);
  }
}
