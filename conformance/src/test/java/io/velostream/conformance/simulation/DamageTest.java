package io.velostream.conformance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.conformance.crash.Crash;
import io.velostream.conformance.crash.Loss;
import io.velostream.conformance.crash.SimulatedFiles;
import io.velostream.engine.Session;
import io.velostream.stream.seam.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A job has died, and then one of the files that it left was damaged. It must say which and where,
/// or come to the right output all the same; never to another one.
///
/// In an ordinary run one byte in some is damaged; `-Dvelostream.damage.all=true` flips a bit of
/// each, and cuts the files at each.
class DamageTest {
  private static final boolean ALL = Boolean.getBoolean("velostream.damage.all");

  private static final String SETTINGS =
      """
      SET 'expression.mode' = 'interpreted';
      SET 'batch.rows' = '7';
      SET 'checkpoint.dir' = 'state';
      SET 'checkpoint.interval' = '10 ms';
      """;

  private static final String DATABASE = "jdbc:h2:mem:damaged;DB_CLOSE_DELAY=-1";

  private static final String INTO_A_DATABASE =
      SETTINGS
          + """
          SET 'job.mode' = 'adaptive';
          SET 'parallelism' = '2';
          CREATE TABLE t (sym VARCHAR, qty BIGINT)
            WITH ('connector' = 'file', 'path' = 't.jsonl');
          CREATE TABLE o (sym VARCHAR, qty BIGINT)
            WITH ('connector' = 'jdbc', 'url' = '%s', 'table-name' = 'o');
          INSERT INTO o SELECT sym, qty FROM t;
          """
              .formatted(DATABASE);

  private static final int MOST_POINTS = 120;

  private final RandomGenerator random = Input.random(77);
  private int named;
  private int harmless;

  /// Runs a job, alone and without faults, but perhaps until it dies.
  ///
  /// @return whether it has come to its end
  private static boolean run(SimulatedFiles disk, String script, Disturbances disturbances)
      throws Throwable {
    RandomGenerator random = Input.random(5);
    Trace trace = new Trace();
    Fibers fibers = new Fibers(random, trace, Fibers.Fairness.EVEN, 1_000_000);
    DisturbedFiles files = new DisturbedFiles(disk, fibers, trace, disturbances, random);
    World world =
        new World(new VirtualClock(fibers, random), new SimulatedRandom(random), files, fibers);
    try {
      fibers.run(() -> {
        try (Session session = Session.open(world)) {
          session.execute(script);
        }
      });
      return true;
    } catch (Crash _) {
      return false;
    }
  }

  static Stream<Arguments> deaths() {
    String whole = "'path' = 'out.csv'";
    String parts = "'path' = 'out/', 'format' = 'json'";
    return Stream.of(
        Arguments.of("tumble", whole, 60),
        Arguments.of("tumble", whole, 55),
        Arguments.of("groups", whole, 47),
        Arguments.of("session", parts, 61),
        Arguments.of("session", parts, 66));
  }

  @ParameterizedTest(name = "{0} into {1}, dead at {2}")
  @MethodSource("deaths")
  void whatIsDamagedIsNamedOrDoesNoHarm(String name, String sink, int point) throws Throwable {
    Shape shape = Shape.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    String script = shape.script(SETTINGS, sink);
    SimulatedFiles undisturbed = Input.disk(3);
    assertTrue(run(undisturbed, script, Disturbances.none()));
    Map<String, Integer> expected = Shown.rows(undisturbed);
    SimulatedFiles dead = Input.disk(3);
    assertTrue(!run(dead, script, Disturbances.crash(point)), "it was over before");
    SimulatedFiles left = dead.restarted(Loss.NOTHING, random);
    List<String> hidden =
        left.names().stream()
            .filter(f -> f.startsWith("state/") || f.startsWith(".") || f.contains("/."))
            .sorted()
            .toList();
    assertTrue(hidden.stream().anyMatch(file -> file.contains("/manifest-")), hidden::toString);
    int bytes = 0;
    for (String file : hidden) {
      byte[] content = left.content(file);
      int stride = ALL ? 1 : Math.max(1, content.length / 9);
      bytes += content.length;
      for (int at = 0; at < content.length; at += stride) {
        byte[] flipped = content.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        resume(left, file, flipped, script, expected, "flipped at " + at);
        resume(left, file, Arrays.copyOf(content, at), script, expected, "cut at " + at);
      }
    }
    assertTrue(bytes > 1_000, "too little to damage: " + hidden);
    assertTrue(named > 10, "too seldom noticed: " + named + " of " + (named + harmless));
  }

  private void resume(
      SimulatedFiles left,
      String file,
      byte[] content,
      String script,
      Map<String, Integer> expected,
      String how)
      throws Throwable {
    SimulatedFiles disk = left.restarted(Loss.NOTHING, random);
    disk.put(file, content);
    String what = file + " " + how;
    String message;
    try {
      run(disk, script, Disturbances.none());
      assertEquals(expected, Shown.rows(disk), what);
      harmless++;
      return;
    } catch (UserException | EnvironmentException e) {
      message = String.valueOf(e.getMessage());
    }
    assertTrue(message.contains(file), () -> what + " is not named: " + message);
    assertTrue(
        message.matches("(?s).*\\b(byte|has only) \\d+.*"),
        () -> what + " has no place: " + message);
    named++;
  }

  /// What is kept of rows for a database until it has committed them: the job dies wherever such a
  /// file is there, and the file is damaged.
  @Test
  void whatIsKeptForADatabaseIsNamedOrDoesNoHarm() throws Throwable {
    List<String> expected = intoADatabase(Input.disk(3), Disturbances.none(), false);
    assertTrue(expected.size() > 20, expected::toString);
    for (int point = 1; point < MOST_POINTS; point++) {
      for (String file : kept(dead(point))) {
        for (int part = 0; part < 4; part++) {
          damage(point, file, part, true, expected);
          damage(point, file, part, false, expected);
        }
      }
      closeDatabase();
    }
    assertTrue(named > 5, "too seldom noticed: " + named + " of " + (named + harmless));
    assertTrue(harmless > 5, "needed always: " + named);
  }

  private static List<String> kept(SimulatedFiles disk) {
    return disk.names().stream().filter(name -> name.contains("/output-")).sorted().toList();
  }

  /// What a process leaves, and a database as that one left it.
  private SimulatedFiles dead(int point) throws Throwable {
    SimulatedFiles disk = Input.disk(3);
    List<String> _ = intoADatabase(disk, Disturbances.crash(point), false);
    return disk.restarted(Loss.NOTHING, random);
  }

  private void damage(int point, String file, int part, boolean flips, List<String> expected)
      throws Throwable {
    SimulatedFiles disk = dead(point);
    byte[] content = disk.content(file);
    if (content.length == 0) {
      return;
    }
    int at = content.length * part / 4;
    String what = "%s %s at %d, dead at %d".formatted(file, flips ? "flipped" : "cut", at, point);
    byte[] flipped = content.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    disk.put(file, flips ? flipped : Arrays.copyOf(content, at));
    try {
      assertEquals(expected, intoADatabase(disk, Disturbances.none(), true), what);
      harmless++;
    } catch (UserException | EnvironmentException e) {
      String message = String.valueOf(e.getMessage());
      assertTrue(message.contains(file), () -> what + " is not named: " + message);
      named++;
    }
  }

  /// Runs the job that writes to a database.
  ///
  /// @param goesOn whether the database is the one of the process before
  /// @return the rows that are there then, in order
  private static List<String> intoADatabase(
      SimulatedFiles disk, Disturbances disturbances, boolean goesOn) throws Throwable {
    if (!goesOn) {
      closeDatabase();
      onDatabase("CREATE TABLE o (sym VARCHAR(9), qty BIGINT)");
    }
    boolean _ = run(disk, INTO_A_DATABASE, disturbances);
    List<String> all = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sym, qty FROM o ORDER BY sym, qty")) {
      while (rows.next()) {
        all.add(rows.getString(1) + " " + rows.getLong(2));
      }
    }
    return all;
  }

  private static void closeDatabase() throws SQLException {
    onDatabase("SHUTDOWN");
  }

  private static void onDatabase(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
