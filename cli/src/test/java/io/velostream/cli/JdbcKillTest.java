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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that write to a database, and their dead letters to a file, and are killed at random
/// times: the table is that of a run that nobody disturbed. The database is a server of its own,
/// which outlives them, or within the process, and dies with it.
///
/// `-Dvelostream.kills=N` kills at least N times; the seed is printed with a failure.
class JdbcKillTest {
  private static final int KILLS = Integer.getInteger("velostream.kills", 10);

  /// Then it may end: so jobs of all kinds are killed.
  private static final int MOST_KILLS_OF_ONE = 5;

  private static final int ROWS = 30_000;

  private static final List<String> BAD = new ArrayList<>();

  @TempDir static Path folder;
  private static Server server;
  private static int databases;

  /// A job, and where its table is.
  private record Job(Path work, String url) {
    List<String> rows() throws SQLException {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM o")) {
        List<String> all = new ArrayList<>();
        while (rows.next()) {
          all.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
        }
        all.sort(null);
        return all;
      }
    }
  }

  private static final List<String> REFUSED_ROWS = new ArrayList<>();

  /// In how many pipelines a life may run.
  private static final int[] PARALLELISM = {1, 2, 4};

  private static Process start(Job job, int pipelines) throws IOException {
    Path script = job.work().resolve("job.sql");
    String text = Files.readString(script);
    int settings = text.indexOf("SET 'checkpoint.dir'");
    Files.writeString(
        script,
        "SET 'job.mode' = 'adaptive';\nSET 'parallelism' = '%d';\n".formatted(pipelines)
            + text.substring(settings));
    return JobProcess.start(job.work());
  }

  /// What lies in a file of dead letters, in order.
  private static List<String> letters(Job job, String file) throws IOException {
    Pattern raw = Pattern.compile("\"raw\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    return Files.readAllLines(job.work().resolve(file)).stream()
        .map(line -> raw.matcher(line).results().findFirst().orElseThrow().group(1))
        .toList();
  }

  /// The kinds of job: what the database is like, how its table is made, and what fills it.
  private enum Kind {
    /// Totals that change as rows come.
    UPSERTS(
        true,
        "CREATE TABLE o (sym VARCHAR(10) PRIMARY KEY, n BIGINT, q BIGINT)",
        """
        CREATE TABLE o (sym VARCHAR, n BIGINT, q BIGINT, PRIMARY KEY (sym) NOT ENFORCED) WITH (%s);
        INSERT INTO o SELECT sym, COUNT(*), SUM(qty) FROM trades GROUP BY sym;
        """),
    /// Rows, of which one too many or too few would be seen.
    APPENDS(
        false,
        "CREATE TABLE o (id BIGINT, sym VARCHAR(10), q BIGINT)",
        """
        CREATE TABLE o (id BIGINT, sym VARCHAR, q BIGINT) WITH (%s);
        INSERT INTO o SELECT id, sym, qty * 2 FROM trades WHERE qty > 50;
        """),
    /// Rows that are held back until all input has come.
    HELD(
        true,
        "CREATE TABLE o (sym VARCHAR(10), n BIGINT, q BIGINT)",
        """
        CREATE TABLE o (sym VARCHAR, n BIGINT, q BIGINT) WITH (%s);
        INSERT INTO o SELECT sym, COUNT(*), SUM(qty) FROM trades GROUP BY sym EMIT FINAL;
        """),
    /// Rows of which the database refuses some, which go to another file.
    REFUSED(
        true,
        "CREATE TABLE o (id BIGINT, sym VARCHAR(10), q BIGINT CHECK (q <> 102))",
        """
        CREATE TABLE o (id BIGINT, sym VARCHAR, q BIGINT) WITH (%s,
          'error.policy' = 'dead-letter', 'error.dead-letter' = 'refused.jsonl');
        INSERT INTO o SELECT id, sym, qty * 2 FROM trades WHERE qty > 50;
        """);

    private final boolean remote;
    private final String table;
    private final String statements;

    @SuppressWarnings("ImmutableEnumChecker") // filled once, before any test
    private final List<String> expected = new ArrayList<>();

    Kind(boolean remote, String table, String statements) {
      this.remote = remote;
      this.table = table;
      this.statements = statements;
    }

    Job fresh() throws IOException, SQLException {
      Path work = Files.createTempDirectory(folder, "run");
      String place =
          remote
              ? "tcp://127.0.0.1:"
                  + server.getPort()
                  + "/mem:db"
                  + databases++
                  + ";DB_CLOSE_DELAY=-1"
              : "file:" + work.resolve("db") + ";WRITE_DELAY=0";
      Job job = new Job(work, "jdbc:h2:" + place);
      try (Connection connection = DriverManager.getConnection(job.url());
          Statement statement = connection.createStatement()) {
        statement.execute(table);
      }
      String options = "'connector' = 'jdbc', 'url' = '" + job.url() + "', 'table-name' = 'o'";
      Files.writeString(
          work.resolve("job.sql"),
          """
          SET 'checkpoint.dir' = 'state';
          SET 'checkpoint.interval' = '5 ms';
          SET 'checkpoint.rest' = '0';
          SET 'batch.rows' = '500';
          CREATE TABLE trades (id BIGINT, sym VARCHAR, qty BIGINT)
            WITH ('connector' = 'file', 'path' = '../trades.jsonl',
              'error.policy' = 'dead-letter', 'error.dead-letter' = 'letters.jsonl');
          """
              + statements.formatted(options));
      return job;
    }
  }

  @BeforeAll
  static void prepare() throws IOException, SQLException {
    server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
    StringBuilder text = new StringBuilder();
    Map<String, long[]> totals = new HashMap<>();
    for (int i = 0; i < ROWS; i++) {
      String symbol = (char) ('A' + random.nextInt(20)) + "" + random.nextInt(20);
      int quantity = random.nextInt(100);
      if (i % 97 == 0) {
        text.append("no JSON ").append(i).append('\n');
        BAD.add("no JSON " + i);
        continue;
      }
      text.append(
          String.format(
              Locale.ROOT, "{\"id\":%d,\"sym\":\"%s\",\"qty\":%d}%n", i, symbol, quantity));
      long[] total = totals.computeIfAbsent(symbol, _ -> new long[2]);
      total[0]++;
      total[1] += quantity;
      if (quantity > 50) {
        String row = i + " " + symbol + " " + quantity * 2;
        Kind.APPENDS.expected.add(row);
        if (quantity == 51) {
          REFUSED_ROWS.add("(id = %d, sym = %s, q = %d)".formatted(i, symbol, quantity * 2));
        } else {
          Kind.REFUSED.expected.add(row);
        }
      }
    }
    totals.forEach(
        (symbol, total) -> Kind.UPSERTS.expected.add(symbol + " " + total[0] + " " + total[1]));
    Kind.HELD.expected.addAll(Kind.UPSERTS.expected);
    for (Kind kind : Kind.values()) {
      kind.expected.sort(null);
    }
    Files.writeString(folder.resolve("trades.jsonl"), text);
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void killedAtAnyTimeAndStartedAgainTheTableIsTheSame()
      throws IOException, InterruptedException, SQLException {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      Kind kind = Kind.values()[round % Kind.values().length];
      Job job = kind.fresh();
      int code = -1;
      for (int lives = 1; code != 0; lives++) {
        int pipelines = PARALLELISM[random.nextInt(PARALLELISM.length)];
        Process process = start(job, pipelines);
        if (lives <= MOST_KILLS_OF_ONE) {
          try {
            JobProcess.awaitCheckpoints(process, job.work(), random.nextInt(1, 6));
            TimeUnit.MICROSECONDS.sleep(random.nextInt(0, 30_000));
          } finally {
            process.destroyForcibly();
          }
        }
        code = JobProcess.end(process);
        kills += code == 0 ? 0 : 1;
        assertThat(code)
            .as("seed %d, %s, life %d: %s", seed, kind, lives, JobProcess.log(job.work()))
            .isIn(0, 137);
      }
      assertThat(job.rows()).as("seed %d, %s", seed, kind).isEqualTo(kind.expected);
      assertThat(letters(job, "letters.jsonl")).as("seed %d, %s", seed, kind).isEqualTo(BAD);
      if (kind == Kind.REFUSED) {
        assertThat(letters(job, "refused.jsonl")).as("seed %d", seed).isEqualTo(REFUSED_ROWS);
      }
    }
    assertThat(kills).isGreaterThanOrEqualTo(KILLS);
  }

  @Test
  void aProcessThatWasSucceededWritesNothingAndHoldsNobodyUp()
      throws IOException, InterruptedException, SQLException {
    Job job = Kind.UPSERTS.fresh();
    Process zombie = JobProcess.start(job.work());
    try {
      JobProcess.awaitCheckpoints(zombie, job.work(), 2);
      JobProcess.signal(zombie, "STOP");
      assertThat(zombie.isAlive()).as("it was stopped while it worked").isTrue();
      assertThat(JobProcess.end(JobProcess.start(job.work())))
          .as(() -> JobProcess.log(job.work()))
          .isZero();
      assertThat(job.rows()).isEqualTo(Kind.UPSERTS.expected);
      JobProcess.signal(zombie, "CONT");
      assertThat(JobProcess.end(zombie))
          .as(() -> JobProcess.log(job.work()))
          .isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(job.rows()).isEqualTo(Kind.UPSERTS.expected);
    } finally {
      zombie.destroyForcibly();
    }
  }

  @Test
  void aJobWhoseConnectionsAreCutGoesOn() throws IOException, InterruptedException, SQLException {
    try (CuttingProxy network = new CuttingProxy(server.getPort())) {
      Job job = Kind.UPSERTS.fresh();
      Path script = job.work().resolve("job.sql");
      Files.writeString(
          script,
          Files.readString(script)
              .replace(":" + server.getPort() + "/", ":" + network.port() + "/"));
      Process process = JobProcess.start(job.work());
      try {
        int cut = 0;
        for (int times = 0; times < 4; times++) {
          JobProcess.awaitCheckpoints(process, job.work(), 3);
          cut += network.cut();
        }
        assertThat(cut).as("connections that were cut").isPositive();
        assertThat(JobProcess.end(process)).as(() -> JobProcess.log(job.work())).isZero();
        assertThat(job.rows()).isEqualTo(Kind.UPSERTS.expected);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
