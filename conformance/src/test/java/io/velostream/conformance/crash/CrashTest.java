package io.velostream.conformance.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.RandomSource;
import io.velostream.stream.seam.Threads;
import io.velostream.stream.seam.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A job dies instead of each thing that it does to a file, in turn, loses what was not durable,
/// and is started again (and dies again, where the dice say so) until it is complete: what its sink
/// shows then, row for row, is what it shows when nothing happens. On the way it never shows a row
/// that the complete output does not have, nor one of them twice.
///
/// In an ordinary run it dies at every seventh point, others for each case;
/// `-Dvelostream.crash.rounds=N` goes N times through all points, each time with other losses.
class CrashTest {
  private static final List<Loss> LOSSES = List.of(Loss.values());

  private static final int ROUNDS = Integer.getInteger("velostream.crash.rounds", 0);
  private static final int MOST_PIPELINES = 3;
  private static final int STRIDE = ROUNDS == 0 ? 7 : 1;

  private static final String HEAD =
      """
      SET 'expression.mode' = 'interpreted';
      SET 'batch.rows' = '7';
      SET 'checkpoint.dir' = 'state';
      SET 'checkpoint.interval' = '15 ms';
      CREATE TABLE t (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'file', 'path' = 't.jsonl');
      CREATE TABLE u (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'file', 'path' = 'u.csv');
      CREATE TABLE p (sym VARCHAR, qty BIGINT) WITH ('connector' = 'file', 'path' = 'p.pb');
      """;

  private record Shape(String name, String columns, String query) {}

  private static final Shape[] SHAPES = {
    new Shape("filter", "sym VARCHAR, q BIGINT", "SELECT sym, qty * 2 FROM t WHERE qty % 3 <> 0"),
    new Shape(
        "groups",
        "sym VARCHAR, n BIGINT, q BIGINT",
        "SELECT sym, COUNT(*), SUM(qty) FROM t GROUP BY sym EMIT CHANGES"),
    new Shape("distinct", "sym VARCHAR", "SELECT DISTINCT sym FROM u"),
    new Shape(
        "tumble",
        "w TIMESTAMP, sym VARCHAR, n BIGINT, m BIGINT",
        """
        SELECT window_start, sym, COUNT(*), MAX(qty)
        FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))
        GROUP BY window_start, window_end, sym\
        """),
    new Shape(
        "hop",
        "w TIMESTAMP, n BIGINT",
        """
        SELECT window_start, COUNT(DISTINCT sym)
        FROM TABLE(HOP(TABLE u, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND))
        GROUP BY window_start, window_end\
        """),
    new Shape(
        "session",
        "w TIMESTAMP, sym VARCHAR, n BIGINT",
        "SELECT window_start, sym, COUNT(*) FROM t GROUP BY sym WINDOW SESSION (ts, INTERVAL '3'"
            + " SECOND)"),
    new Shape(
        "union",
        "sym VARCHAR, n BIGINT",
        "SELECT sym, COUNT(*) FROM (SELECT sym FROM t UNION ALL SELECT sym FROM u) GROUP BY sym"),
    new Shape(
        "over",
        "sym VARCHAR, q BIGINT, s BIGINT",
        """
        SELECT sym, qty, SUM(qty) OVER (PARTITION BY sym ORDER BY ts ROWS BETWEEN 3 PRECEDING
        AND CURRENT ROW) FROM t\
        """),
    new Shape(
        "top", "sym VARCHAR, q BIGINT", "SELECT sym, qty FROM t ORDER BY qty DESC, sym LIMIT 5"),
  };

  private static final String[] SINKS = {
    "'path' = 'out.csv'", "'path' = 'out.jsonl.gz'", "'path' = 'out/', 'format' = 'json'"
  };

  static Stream<Arguments> cases() {
    return Stream.of(SHAPES)
        .flatMap(shape -> Stream.of(SINKS).map(sink -> Arguments.of(shape.name(), sink, shape)));
  }

  /// Files of messages, which have no lines.
  static Stream<Arguments> messages() {
    Shape messages =
        new Shape("messages", "sym VARCHAR, q BIGINT", "SELECT sym, qty * 2 FROM p WHERE qty <> 3");
    return Stream.of(
        Arguments.of(SHAPES[1].name(), "'path' = 'out.pb'", SHAPES[1]),
        Arguments.of(messages.name(), "'path' = 'out.pb'", messages),
        Arguments.of(messages.name(), "'path' = 'out.pb.gz'", messages),
        Arguments.of(messages.name(), "'path' = 'out/', 'format' = 'protobuf'", messages));
  }

  private static SimulatedFiles input() {
    StringBuilder t = new StringBuilder();
    StringBuilder u = new StringBuilder("ts,sym,qty\n");
    for (int i = 0; i < 60; i++) {
      int second = (i / 2 + i * 7 % 3) % 60;
      String time = "2026-01-01 00:00:%02d".formatted(second);
      String symbol = String.valueOf((char) ('A' + (i * 7 + i / 3) % 5));
      t.append("{\"ts\":\"%s\",\"sym\":\"%s\",\"qty\":%d}\n".formatted(time, symbol, i % 11));
      t.append(i % 13 == 5 ? "not a row\n" : "");
      u.append("%s,%s,%d\n".formatted(time, symbol, i % 7));
    }
    StringBuilder p = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      p.append("\5\12\1").append((char) ('A' + i % 5)).append("\20").append((char) (i % 11));
      p.append(i % 13 == 5 ? "\2\12\7" : ""); // no message
    }
    SimulatedFiles files = new SimulatedFiles();
    files.put("p.pb", p.toString().getBytes(StandardCharsets.ISO_8859_1));
    files.put("t.jsonl", t.toString().getBytes(StandardCharsets.UTF_8));
    files.put("u.csv", u.toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String script(Shape shape, String sink) {
    return HEAD
        + "CREATE TABLE o ("
        + shape.columns()
        + ") WITH ('connector' = 'file', "
        + sink
        + ");\nINSERT INTO o "
        + shape.query()
        + ";";
  }

  private static List<StatementResult> run(SimulatedFiles files, String script, int pipelines) {
    Threads threads = pipelines == 1 ? Threads.NONE : SystemWorld.create().threads();
    try (Session session =
        Session.open(new World(new SimulatedClock(), new NoRandom(), files, threads))) {
      session.set("job.mode", pipelines == 1 ? "simple" : "adaptive");
      session.set("parallelism", Integer.toString(pipelines));
      return session.execute(script);
    }
  }

  /// The net rows of a sink: how often each row is there, retractions taken off.
  private static Map<String, Integer> shown(SimulatedFiles files) throws IOException {
    Map<String, Integer> rows = new TreeMap<>();
    for (String root : new String[] {"out.csv", "out.jsonl.gz", "out.pb", "out.pb.gz", "out"}) {
      for (Map.Entry<String, byte[]> file : files.below(root).entrySet()) {
        String text = text(file.getKey(), file.getValue());
        text.lines()
            .skip(file.getKey().endsWith(".csv") ? 1 : 0)
            .forEach(line -> {
              boolean gone = line.startsWith("-D") || line.startsWith("{\"op\":\"-D\"");
              rows.merge(line.replace("-D", "+I"), gone ? -1 : 1, Integer::sum);
            });
      }
    }
    rows.values().removeIf(count -> count == 0);
    return rows;
  }

  private static String text(String name, byte[] bytes) throws IOException {
    byte[] content = bytes;
    if (name.endsWith(".gz")) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        content = in.readAllBytes();
      }
    }
    return name.contains(".pb") ? lines(content) : new String(content, StandardCharsets.UTF_8);
  }

  /// A line for each message, with what it says of insertion and retraction in front.
  private static String lines(byte[] messages) {
    StringBuilder lines = new StringBuilder();
    for (int at = 0; at < messages.length; at += 1 + messages[at]) {
      String message =
          new String(messages, at + 1, messages[at], StandardCharsets.ISO_8859_1)
              .replace('\n', '<')
              .replace('\r', '>');
      boolean isChange = message.startsWith("<\2+I") || message.startsWith("<\2-D");
      lines.append(isChange ? message.substring(2) : message).append('\n');
    }
    return lines.toString();
  }

  @ParameterizedTest(name = "{0} into {1}")
  @MethodSource({"cases", "messages"})
  void aDeathAtAnyPointChangesNothing(String name, String sink, Shape shape) throws IOException {
    String script = script(shape, sink);
    SimulatedFiles undisturbed = input();
    undisturbed.crashAt(Integer.MAX_VALUE);
    run(undisturbed, script, 1);
    Map<String, Integer> expected = shown(undisturbed);
    assertTrue(expected.size() > 3, () -> expected.toString());
    int operations = undisturbed.operations();
    assertTrue(operations > 60, "only " + operations + " changes of files: no epochs");
    boolean appendOnly = expected.keySet().stream().noneMatch(row -> row.contains("+I"));
    int first = 1 + Math.floorMod((name + sink).hashCode(), STRIDE);
    for (int round = 0; round < Math.max(1, ROUNDS); round++) {
      for (int point = first; point <= operations; point += STRIDE) {
        long seed = point * 1_000_003L + round * 7_919L + name.hashCode();
        disturbed(script, expected, point, seed, appendOnly, 1);
      }
    }
  }

  /// The same for jobs in several pipelines, another number of them in each life. Where threads
  /// race, what happens at which change differs from run to run; what the sink shows does not.
  @ParameterizedTest(name = "{0} into {1}")
  @MethodSource("cases")
  void norDoesItInSeveralPipelines(String name, String sink, Shape shape) throws IOException {
    String script = script(shape, sink);
    SimulatedFiles undisturbed = input();
    undisturbed.crashAt(Integer.MAX_VALUE);
    run(undisturbed, script, 1);
    final Map<String, Integer> expected = shown(undisturbed);
    SimulatedFiles shared = input();
    shared.crashAt(Integer.MAX_VALUE);
    run(shared, script, 2);
    assertEquals(expected, shown(shared));
    int operations = shared.operations();
    assertTrue(operations > 30, "only " + operations + " changes of files: no epochs");
    boolean appendOnly = expected.keySet().stream().noneMatch(row -> row.contains("+I"));
    int stride = STRIDE * 3;
    for (int round = 0; round < Math.max(1, ROUNDS); round++) {
      int first = 1 + Math.floorMod((name + sink).hashCode() + round, stride);
      for (int point = first; point <= operations; point += stride) {
        long seed = point * 1_000_003L + round * 7_919L + name.hashCode();
        disturbed(script, expected, point, seed, appendOnly, MOST_PIPELINES);
      }
    }
  }

  private static void disturbed(
      String script,
      Map<String, Integer> expected,
      int point,
      long seed,
      boolean appendOnly,
      int mostPipelines)
      throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    SimulatedFiles files = input();
    files.crashAt(point);
    StringBuilder story = new StringBuilder();
    for (int lives = 1; ; lives++) {
      int pipelines = mostPipelines == 1 ? 1 : random.nextInt(1, mostPipelines + 1);
      try {
        run(files, script, pipelines);
        break;
      } catch (Crash crash) {
        Loss loss = LOSSES.get(random.nextInt(LOSSES.size()));
        story
            .append("\n  death ")
            .append(lives)
            .append(" of ")
            .append(pipelines)
            .append(" pipelines, losing ")
            .append(loss);
        files = files.restarted(loss, random);
        if (appendOnly) {
          shown(files)
              .forEach((row, count) ->
                  assertTrue(
                      count <= expected.getOrDefault(row, 0),
                      () -> "seen too often after death at change " + point + story + ": " + row));
        }
        files.crashAt(random.nextInt(3) == 0 ? random.nextInt(1, 120) : Integer.MAX_VALUE);
      } catch (RuntimeException e) {
        throw new AssertionError("death at change " + point + story, e);
      }
    }
    assertEquals(expected, shown(files), () -> "death at change " + point + story);
  }

  @ParameterizedTest(name = "{0} pipelines, {1} failures, when forced: {2}")
  @CsvSource({"1,1,false", "1,2,true", "2,1,true", "2,2,false"})
  void aFullDiskOnlyDelaysAnEpoch(int pipelines, int failures, boolean whenForced)
      throws IOException {
    String script = script(SHAPES[3], SINKS[2]);
    SimulatedFiles undisturbed = input();
    run(undisturbed, script, 1);
    SimulatedFiles files = input();
    files.failStates(failures, whenForced);
    List<StatementResult> results = run(files, script, pipelines);
    assertEquals(shown(undisturbed), shown(files));
    List<String> warnings = results.getLast().warnings();
    assertEquals(
        failures,
        warnings.stream().filter(each -> each.contains("epoch 1 could not be saved")).count(),
        () -> warnings.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDiskThatStaysFullEndsTheJobWhichCanBeResumed(int pipelines) throws IOException {
    String script = script(SHAPES[3], SINKS[2]);
    SimulatedFiles undisturbed = input();
    run(undisturbed, script, 1);
    SimulatedFiles files = input();
    files.failStates(3, true);
    EnvironmentException failure =
        assertThrows(EnvironmentException.class, () -> run(files, script, pipelines));
    assertTrue(failure.getMessage().contains("No space left"), failure::getMessage);
    assertEquals(Map.of(), shown(files));
    run(files, script, pipelines);
    assertEquals(shown(undisturbed), shown(files));
  }

  @Test
  void afterManyDeathsNoFilesPileUp() throws IOException {
    String script = script(SHAPES[3], SINKS[2]);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    SimulatedFiles files = input();
    int deaths = 0;
    for (boolean complete = false; !complete; ) {
      // Ever later, so that some life lasts long enough to get on.
      files.crashAt(random.nextInt(15, 25 + 3 * deaths));
      try {
        run(files, script, 1);
        complete = true;
      } catch (Crash crash) {
        deaths++;
        files = files.restarted(Loss.NOTHING, random);
      }
    }
    assertTrue(deaths > 6, "only " + deaths + " deaths");
    List<String> hidden =
        files.names().stream().filter(n -> n.startsWith("state/") || n.contains("/.")).toList();
    assertTrue(hidden.size() < 30, () -> hidden.size() + " files are left: " + hidden);
  }

  @Test
  void outputThatKnowsMoreThanTheCheckpointsIsWrittenAnewWhenThatIsWanted() throws IOException {
    String script = script(SHAPES[3], SINKS[2]);
    SimulatedFiles files = input();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    for (int life = 0; life < 3; life++) {
      files.crashAt(15 + life);
      SimulatedFiles dying = files;
      assertThrows(Crash.class, () -> run(dying, script, 1));
      files = files.restarted(Loss.NOTHING, random);
    }
    for (String name : files.names()) {
      if (name.startsWith("state/")) {
        files.durable().delete(name);
      }
    }
    SimulatedFiles left = files;
    UserException error = assertThrows(UserException.class, () -> run(left, script, 1));
    assertTrue(
        error.message().startsWith("the output of the job 'o' was written by its process number"),
        error::message);
    SimulatedFiles undisturbed = input();
    run(undisturbed, script, 1);
    for (String name : files.names()) {
      if (name.startsWith("state/")) {
        files.durable().delete(name);
      }
    }
    run(files, "SET 'checkpoint.fresh' = 'true';\n" + script, 1);
    assertEquals(shown(undisturbed), shown(files));
  }

  /// Nothing here is left to chance.
  private static final class NoRandom implements RandomSource {
    @Override
    public RandomGenerator seeded(long seed) {
      throw new UnsupportedOperationException("no randomness");
    }

    @Override
    public long freshSeed() {
      throw new UnsupportedOperationException("no randomness");
    }
  }
}
