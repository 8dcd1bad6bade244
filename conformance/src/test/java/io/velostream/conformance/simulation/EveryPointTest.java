package io.velostream.conformance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.conformance.crash.Crash;
import io.velostream.conformance.crash.Loss;
import io.velostream.conformance.crash.SimulatedFiles;
import io.velostream.engine.Session;
import io.velostream.stream.seam.World;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Small jobs in two pipelines that die instead of each thing that they do to a file, one after the
/// other, none left out. Started again in as many pipelines, and in another number of them, each
/// comes to its end, with the rows and the dead letters of a run that nobody disturbed.
///
/// Threads take turns as dice say whose seed is that of the run, so that what happens before a
/// death is what happens when nobody dies.
class EveryPointTest {
  private static final int PIPELINES = 2;
  private static final int[] OTHERS = {1, 3};
  private static final int LEAST_OPERATIONS = 50;
  private static final Loss[] LOSSES = Loss.values();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @SuppressWarnings("InlineFormatString") // long, and no part of how it is used
  private static final String TABLES =
      """
      SET 'expression.mode' = 'interpreted';
      SET 'batch.rows' = '5';
      SET 'job.mode' = 'adaptive';
      SET 'parallelism' = '%d';
      SET 'checkpoint.dir' = 'state';
      SET 'checkpoint.interval' = '12 ms';
      CREATE TABLE t (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
        WITH ('connector' = 'file', 'path' = 't.jsonl', 'error.policy' = 'dead-letter',
          'error.dead-letter' = 'letters.csv');
      """;

  private enum Job {
    FILE_TO_FILE(
        """
        CREATE TABLE o (w TIMESTAMP, sym VARCHAR, n BIGINT, m BIGINT)
          WITH ('connector' = 'file', 'path' = 'out/', 'format' = 'json');
        INSERT INTO o SELECT window_start, sym, COUNT(*), MAX(qty)
        FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))
        GROUP BY window_start, window_end, sym;
        """),
    /// One of the two tables comes to its end long before the other does. Both have bad rows.
    JOINED_TO_FILE(
        """
        CREATE TABLE d (sym VARCHAR, name VARCHAR, rank BIGINT)
          WITH ('connector' = 'file', 'path' = 'd.csv', 'error.policy' = 'dead-letter',
            'error.dead-letter' = 'refused.csv');
        CREATE TABLE plain (sym VARCHAR, qty BIGINT)
          WITH ('connector' = 'file', 'path' = 't.jsonl', 'error.policy' = 'dead-letter',
            'error.dead-letter' = 'letters.csv');
        CREATE TABLE o (sym VARCHAR, name VARCHAR, n BIGINT, q BIGINT)
          WITH ('connector' = 'file', 'path' = 'out/', 'format' = 'json');
        INSERT INTO o SELECT p.sym, c.name, c.n, p.qty
        FROM plain AS p LEFT JOIN (SELECT sym, name, COUNT(*) AS n FROM d GROUP BY sym, name) AS c
          ON p.sym = c.sym;
        """),
    /// The sink has no way to stage: a transaction dies with its process.
    FILE_TO_DATABASE(
        """
        CREATE TABLE o (sym VARCHAR, qty BIGINT, n BIGINT)
          WITH ('connector' = 'jdbc', 'url' = '%s', 'table-name' = 'o',
            'error.policy' = 'dead-letter', 'error.dead-letter' = 'refused.csv');
        INSERT INTO o SELECT sym, qty, 1 FROM t;
        """),
    /// Totals that change, kept until the end.
    HELD_TO_DATABASE(
        """
        CREATE TABLE o (sym VARCHAR, qty BIGINT, n BIGINT)
          WITH ('connector' = 'jdbc', 'url' = '%s', 'table-name' = 'o',
            'error.policy' = 'skip');
        INSERT INTO o SELECT sym, SUM(qty), COUNT(*) FROM t GROUP BY sym EMIT FINAL;
        """);

    private final String statements;

    Job(String statements) {
      this.statements = statements;
    }

    String script(String database, int pipelines) {
      return TABLES.formatted(pipelines)
          + (statements.contains("%s") ? statements.formatted(database) : statements);
    }
  }

  /// A database that outlives the processes.
  private record Database(String url) implements AutoCloseable {
    static Database create() throws SQLException {
      Database made =
          new Database("jdbc:h2:mem:p" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
      made.run("CREATE TABLE o (sym VARCHAR(9), qty BIGINT CHECK (qty <> 7), n BIGINT)");
      return made;
    }

    private void run(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    Map<String, Integer> rows() throws SQLException {
      Map<String, Integer> all = new TreeMap<>();
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM o")) {
        while (rows.next()) {
          String row = rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3);
          all.merge(row, 1, Integer::sum);
        }
      }
      return all;
    }

    @Override
    public void close() throws SQLException {
      run("SHUTDOWN");
    }
  }

  /// All that there is to be seen, each row with how often it is there.
  private record Seen(Map<String, Integer> rows, Map<String, Integer> letters) {
    static Seen of(SimulatedFiles disk, Database database) throws SQLException {
      Map<String, Integer> rows = Shown.rows(disk);
      rows.putAll(database.rows());
      Map<String, Integer> letters = new TreeMap<>();
      for (String file : new String[] {"letters.csv", "refused.csv"}) {
        disk.below(file)
            .forEach((name, content) ->
                new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> letters.merge(name + " " + line, 1, Integer::sum)));
      }
      return new Seen(rows, letters);
    }
  }

  private static SimulatedFiles input() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append(
          "{\"ts\":\"2026-01-01 00:00:%02d\",\"sym\":\"%c\",\"qty\":%d}\n"
              .formatted(i, 'A' + i % 4, i % 9));
      lines.append(i % 11 == 5 ? "not a row " + i + "\n" : "");
    }
    SimulatedFiles disk = new SimulatedFiles();
    disk.put("t.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8));
    String names =
        """
        sym,name,rank
        A,first,1
        B,second,2
        B,second,2
        B,broken,low
        A,other,3
        D,last,4
        A,broken,high
        B,third,5
        """;
    disk.put("d.csv", names.getBytes(StandardCharsets.UTF_8));
    return disk;
  }

  /// Runs a process.
  ///
  /// @return a sum over all that happened; nothing when it has died
  private static long run(SimulatedFiles disk, String script, Disturbances disturbances, long seed)
      throws Throwable {
    RandomGenerator random = Input.random(seed);
    Trace trace = new Trace();
    Fibers fibers = new Fibers(random, trace, Fibers.Fairness.EVEN, 200_000);
    DisturbedFiles files = new DisturbedFiles(disk, fibers, trace, disturbances, random);
    World world =
        new World(new VirtualClock(fibers, random), new SimulatedRandom(random), files, fibers);
    fibers.run(() -> {
      try (Session session = Session.open(world)) {
        session.execute(script);
      }
    });
    return trace.hash();
  }

  @ParameterizedTest
  @EnumSource
  void aDeathInsteadOfAnyOperationChangesNothing(Job job) throws Throwable {
    Disturbances none = Disturbances.none();
    final Seen expected;
    try (Database database = Database.create()) {
      SimulatedFiles disk = input();
      run(disk, job.script(database.url(), PIPELINES), none, 1);
      expected = Seen.of(disk, database);
    }
    assertTrue(expected.rows().size() >= 4, expected::toString);
    assertTrue(expected.letters().size() >= 4, expected::toString);
    int operations = none.operations();
    assertTrue(operations > LEAST_OPERATIONS, operations + " operations: too few epochs");
    for (int point = 1; point <= operations; point++) {
      // What was done last is there all the same, and must be gone on with.
      death(job, expected, point, Loss.NOTHING, PIPELINES);
      Loss loss = LOSSES[point / OTHERS.length % LOSSES.length];
      death(job, expected, point, loss, OTHERS[point % OTHERS.length]);
    }
  }

  private static void death(Job job, Seen expected, int point, Loss loss, int again)
      throws Throwable {
    String story = job + ", dead at " + point + ", losing " + loss + ", then in " + again;
    try (Database database = Database.create()) {
      SimulatedFiles disk = input();
      Disturbances crash = Disturbances.crash(point);
      boolean died = false;
      try {
        run(disk, job.script(database.url(), PIPELINES), crash, 1);
      } catch (Crash _) {
        died = true;
      }
      assertTrue(died, () -> story + ": it did not die");
      SimulatedFiles left = disk.restarted(loss, Input.random(point));
      try {
        run(left, job.script(database.url(), again), Disturbances.none(), point);
      } catch (Throwable e) {
        throw new AssertionError(story, e);
      }
      assertEquals(expected, Seen.of(left, database), story);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameDiceTellTheSameStory(Job job) throws Throwable {
    long[] sums = new long[2];
    for (int i = 0; i < sums.length; i++) {
      try (Database database = new Database("jdbc:h2:mem:same;DB_CLOSE_DELAY=-1")) {
        database.run("CREATE TABLE o (sym VARCHAR(9), qty BIGINT CHECK (qty <> 7), n BIGINT)");
        sums[i] = run(input(), job.script(database.url(), PIPELINES), Disturbances.none(), 1);
      }
    }
    assertEquals(sums[0], sums[1]);
  }
}
