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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Processes that write to a database, and their dead letters to a file, and are killed at random
/// times: the table is that of a run that nobody disturbed.
///
/// `-Dvelostream.kills=N` kills at least N times; the seed is printed with a failure.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcKillContract {
  private static final int KILLS = Integer.getInteger("velostream.kills", 10);

  /// Then it may end: so jobs of all kinds are killed.
  private static final int MOST_KILLS_OF_ONE = 5;

  private Path folder;
  private JdbcTrades trades;

  /// A database that is empty, for a job of a kind.
  ///
  /// @param work the folder of the job
  abstract String freshUrl(Kind kind, Path work) throws SQLException;

  /// Where the server listens that holds the tables of jobs that update them.
  abstract int port();

  /// A job, and where its table is.
  record Job(Path work, String url) {
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

  /// In how many pipelines a life may run.
  static final int[] PARALLELISM = {1, 2, 4};

  static Process start(Job job, int pipelines) throws IOException {
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
  enum Kind {
    /// Totals that change as rows come.
    UPSERTS(
        "CREATE TABLE o (sym VARCHAR(10) PRIMARY KEY, n BIGINT, q BIGINT)",
        """
        CREATE TABLE o (sym VARCHAR, n BIGINT, q BIGINT, PRIMARY KEY (sym) NOT ENFORCED) WITH (%s);
        INSERT INTO o SELECT sym, COUNT(*), SUM(qty) FROM trades GROUP BY sym;
        """),
    /// Rows, of which one too many or too few would be seen.
    APPENDS(
        "CREATE TABLE o (id BIGINT, sym VARCHAR(10), q BIGINT)",
        """
        CREATE TABLE o (id BIGINT, sym VARCHAR, q BIGINT) WITH (%s);
        INSERT INTO o SELECT id, sym, qty * 2 FROM trades WHERE qty > 50;
        """),
    /// Rows that are held back until all input has come.
    HELD(
        "CREATE TABLE o (sym VARCHAR(10), n BIGINT, q BIGINT)",
        """
        CREATE TABLE o (sym VARCHAR, n BIGINT, q BIGINT) WITH (%s);
        INSERT INTO o SELECT sym, COUNT(*), SUM(qty) FROM trades GROUP BY sym EMIT FINAL;
        """),
    /// Rows of which the database refuses some, which go to another file.
    REFUSED(
        "CREATE TABLE o (id BIGINT, sym VARCHAR(10), q BIGINT CHECK (q <> 102))",
        """
        CREATE TABLE o (id BIGINT, sym VARCHAR, q BIGINT) WITH (%s,
          'error.policy' = 'dead-letter', 'error.dead-letter' = 'refused.jsonl');
        INSERT INTO o SELECT id, sym, qty * 2 FROM trades WHERE qty > 50;
        """);

    private final String table;
    private final String statements;

    Kind(String table, String statements) {
      this.table = table;
      this.statements = statements;
    }
  }

  /// A job of a kind that has not begun, and the empty table it writes to.
  Job fresh(Kind kind) throws IOException, SQLException {
    Path work = Files.createTempDirectory(folder, "run");
    Job job = new Job(work, freshUrl(kind, work));
    try (Connection connection = DriverManager.getConnection(job.url());
        Statement statement = connection.createStatement()) {
      statement.execute(kind.table);
    }
    String options = "'connector' = 'jdbc', 'url' = '" + job.url() + "', 'table-name' = 'o'";
    Files.writeString(
        work.resolve("job.sql"),
        """
        SET 'checkpoint.dir' = 'state';
        SET 'checkpoint.interval' = '5 ms';
        SET 'checkpoint.rest' = '0';
        SET 'batch.rows' = '500';
        SET 'sink.retry.attempts' = '1000';
        SET 'sink.breaker.open' = '200 ms';
        CREATE TABLE trades (id BIGINT, sym VARCHAR, qty BIGINT)
          WITH ('connector' = 'file', 'path' = '../trades.jsonl',
            'error.policy' = 'dead-letter', 'error.dead-letter' = 'letters.jsonl');
        """
            + kind.statements.formatted(options));
    return job;
  }

  /// Whether all that was written is what it ought to be.
  void check(Job job, Kind kind, String what) throws IOException, SQLException {
    assertThat(job.rows()).as(what).isEqualTo(trades.rows(kind));
    assertThat(letters(job, "letters.jsonl")).as(what).isEqualTo(trades.bad());
    if (kind == Kind.REFUSED) {
      assertThat(letters(job, "refused.jsonl")).as(what).isEqualTo(trades.refused());
    }
  }

  @BeforeAll
  void prepare(@TempDir Path shared) throws IOException {
    folder = shared;
    trades = JdbcTrades.make();
    Files.writeString(folder.resolve("trades.jsonl"), trades.text());
  }

  @Test
  void killedAtAnyTimeAndStartedAgainTheTableIsTheSame()
      throws IOException, InterruptedException, SQLException {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      Kind kind = Kind.values()[round % Kind.values().length];
      Job job = fresh(kind);
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
      check(job, kind, "seed %d, %s".formatted(seed, kind));
    }
    assertThat(kills).isGreaterThanOrEqualTo(KILLS);
  }

  @Test
  void aProcessThatWasSucceededWritesNothingAndHoldsNobodyUp()
      throws IOException, InterruptedException, SQLException {
    Job job = fresh(Kind.UPSERTS);
    Process zombie = JobProcess.start(job.work());
    // What it has written is not all: it is stopped while it works.
    while (!JobProcess.stop(zombie, job.work()) || job.rows().equals(trades.rows(Kind.UPSERTS))) {
      zombie.destroyForcibly();
      job = fresh(Kind.UPSERTS);
      zombie = JobProcess.start(job.work());
    }
    try {
      requireShutOut(zombie, job);
    } finally {
      zombie.destroyForcibly();
    }
  }

  private void requireShutOut(Process zombie, Job job)
      throws IOException, InterruptedException, SQLException {
    assertThat(JobProcess.end(JobProcess.start(job.work())))
        .as(() -> JobProcess.log(job.work()))
        .isZero();
    check(job, Kind.UPSERTS, "upserts");
    JobProcess.signal(zombie, "CONT");
    assertThat(JobProcess.end(zombie))
        .as(() -> JobProcess.log(job.work()))
        .isEqualTo(ExitCode.ENVIRONMENT);
    check(job, Kind.UPSERTS, "upserts");
  }

  @Test
  void aJobWhoseConnectionsAreCutGoesOn() throws IOException, InterruptedException, SQLException {
    try (CuttingProxy network = new CuttingProxy(port())) {
      Job job = fresh(Kind.UPSERTS);
      Path script = job.work().resolve("job.sql");
      Files.writeString(
          script, Files.readString(script).replace(":" + port() + "/", ":" + network.port() + "/"));
      Process process = JobProcess.start(job.work());
      try {
        int cut = 0;
        for (int times = 0; times < 4; times++) {
          JobProcess.awaitCheckpoints(process, job.work(), 1);
          cut += network.cut();
        }
        assertThat(cut).as("connections that were cut").isPositive();
        assertThat(JobProcess.end(process)).as(() -> JobProcess.log(job.work())).isZero();
        check(job, Kind.UPSERTS, "upserts");
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
