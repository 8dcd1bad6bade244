package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that look rows up in a database and are killed at random times, over a table that is
/// another one in each life of the job: each row is there once, with what there was for it when it
/// was put out, and what was put out before a death stays.
///
/// `-Dvelostream.kills=N` kills at least N times; the seed is printed with a failure.
class LookupKillTest {
  private static final int KILLS = Integer.getInteger("velostream.kills", 2);
  private static final int MOST_KILLS_OF_ONE = KILLS > 2 ? 3 : 1;
  private static final int ROWS = 20_000;

  /// Symbols of trades, the last of which the database does not know.
  private static final int SYMBOLS = 60;

  private static final int KNOWN = 50;

  /// Where a job writes to.
  private enum Sink {
    /// Files, which stage the rows of an epoch.
    FILES("WITH ('connector' = 'file', 'path' = 'out/', 'format' = 'json')", "NONE"),
    /// A table of the database, whose rows are kept in files until they are committed.
    TABLE("WITH ('connector' = 'jdbc', 'url' = '%s', 'table-name' = 'o')", "PARTIAL");

    private final String with;
    private final String cache;

    Sink(String with, String cache) {
      this.with = with;
      this.cache = cache;
    }
  }

  /// A row that was put out.
  ///
  /// @param life of the job, when it was looked up; 0 for symbols that the database does not know
  private record Found(int id, String symbol, int life) {}

  @TempDir static Path folder;
  private static Server server;
  private static int databases;

  @BeforeAll
  static void start() throws SQLException, IOException {
    server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    StringBuilder text = new StringBuilder();
    for (int id = 0; id < ROWS; id++) {
      text.append("{\"id\":%d,\"sym\":\"%s\"}\n".formatted(id, symbol(id)));
    }
    Files.writeString(folder.resolve("trades.jsonl"), text);
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static String symbol(int id) {
    return "S" + id * 7 % SYMBOLS;
  }

  /// A job that has not begun.
  private static Path fresh(Sink sink, String url) throws IOException, SQLException {
    execute(
        url,
        "CREATE TABLE o (id BIGINT, sym VARCHAR(10), life BIGINT)",
        "CREATE TABLE known (sym VARCHAR(10) PRIMARY KEY, life BIGINT)",
        "INSERT INTO known SELECT 'S' || x, 0 FROM SYSTEM_RANGE(0, %d)".formatted(KNOWN - 1));
    Path work = Files.createTempDirectory(folder, "run");
    Files.writeString(
        work.resolve("job.sql"),
        """
        SET 'checkpoint.dir' = 'state';
        SET 'checkpoint.interval' = '5 ms';
        SET 'checkpoint.rest' = '0';
        SET 'batch.rows' = '200';
        CREATE TABLE trades (id BIGINT, sym VARCHAR)
          WITH ('connector' = 'file', 'path' = '../trades.jsonl');
        CREATE TABLE known (sym VARCHAR, life BIGINT) WITH ('connector' = 'jdbc', 'url' = '%s',
          'table-name' = 'known', 'lookup.cache' = '%s');
        CREATE TABLE o (id BIGINT, sym VARCHAR, life BIGINT) %s;
        INSERT INTO o SELECT id, trades.sym, life
        FROM trades LEFT JOIN known FOR SYSTEM_TIME AS OF PROCTIME() ON trades.sym = known.sym;
        """
            .formatted(url, sink.cache, sink.with.formatted(url)));
    return work;
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<Found> found(Sink sink, Path work, String url)
      throws IOException, SQLException {
    List<Found> rows =
        switch (sink) {
          case FILES -> inFiles(work.resolve("out"));
          case TABLE -> inTable(url);
        };
    rows.sort(Comparator.comparingInt(Found::id));
    return rows;
  }

  private static List<Found> inFiles(Path out) throws IOException {
    Pattern form = Pattern.compile("\\{\"id\":(\\d+),\"sym\":\"(\\w+)\",\"life\":(\\d+|null)}");
    List<Found> rows = new ArrayList<>();
    try (Stream<Path> parts = Files.list(out)) {
      for (Path part : parts.filter(p -> !p.getFileName().toString().startsWith(".")).toList()) {
        for (String line : Files.readAllLines(part)) {
          MatchResult row = form.matcher(line).results().findFirst().orElseThrow();
          int life = row.group(3).equals("null") ? 0 : Integer.parseInt(row.group(3));
          rows.add(new Found(Integer.parseInt(row.group(1)), row.group(2), life));
        }
      }
    }
    return rows;
  }

  private static List<Found> inTable(String url) throws SQLException {
    List<Found> all = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, sym, life FROM o")) {
      while (rows.next()) {
        all.add(new Found(rows.getInt(1), rows.getString(2), rows.getInt(3)));
      }
    }
    return all;
  }

  /// Each row once and in order of lives: a row that was put out is not looked up again.
  private static void check(List<Found> rows, int lives, String what) {
    assertThat(rows).as(what).hasSize(ROWS);
    int last = 1;
    for (int id = 0; id < ROWS; id++) {
      Found row = rows.get(id);
      boolean known = id * 7 % SYMBOLS < KNOWN;
      assertThat(row.id()).as(what).isEqualTo(id);
      assertThat(row.symbol()).as(what).isEqualTo(symbol(id));
      assertThat(row.life()).as("%s, %s", what, row).isBetween(known ? last : 0, known ? lives : 0);
      last = Math.max(last, row.life());
    }
  }

  @Test
  void whatWasPutOutIsNotLookedUpAgain() throws IOException, InterruptedException, SQLException {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      Sink sink = Sink.values()[round % Sink.values().length];
      String url =
          "jdbc:h2:tcp://127.0.0.1:%d/mem:lookups%d;DB_CLOSE_DELAY=-1"
              .formatted(server.getPort(), databases++);
      Path work = fresh(sink, url);
      int code = -1;
      int lives = 0;
      while (code != 0) {
        lives++;
        execute(url, "UPDATE known SET life = " + lives);
        Process process = JobProcess.start(work);
        if (lives <= MOST_KILLS_OF_ONE) {
          try {
            JobProcess.awaitCheckpoints(process, work, random.nextInt(1, 6));
            TimeUnit.MICROSECONDS.sleep(random.nextInt(0, 30_000));
          } finally {
            process.destroyForcibly();
          }
        }
        code = JobProcess.end(process);
        kills += code == 0 ? 0 : 1;
        assertThat(code)
            .as("seed %d, %s, life %d: %s", seed, sink, lives, JobProcess.log(work))
            .isIn(0, 137);
      }
      check(found(sink, work, url), lives, "seed %d, %s".formatted(seed, sink));
    }
  }
}
