package io.velostream.conformance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.Threads;
import io.velostream.stream.seam.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real threads under the proportions of large runs, which [SimulationTest] draws at random: 64
/// turns of 16 rows make a step, readers take as many in a row, queues have room for far fewer
/// parcels than such a step has marks or groups, windows close all the time, and the last turns in
/// a row are no whole round, so that one reader has far more to do at the end than the others.
class PipelinesComeToTheEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// 32 times 64 turns, and 58: the first of two readers takes those.
  private static final int ROWS = 16 * (32 * 64 + 58);

  private static final String TABLES =
      """
      CREATE TABLE made (ts TIMESTAMP, sym VARCHAR, qty BIGINT) WITH ('connector' = 'datagen',
        'number-of-rows' = '%d', 'fields.ts.kind' = 'time', 'fields.ts.interval' = '20 ms',
        'fields.ts.late-by' = '9 s', 'fields.ts.late-rate' = '0.01',
        'fields.sym.values' = 'A, B, C, D, E', 'fields.sym.skew' = '3', 'fields.qty.max' = '3000');
      CREATE TABLE t (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '1' SECOND);
      INSERT INTO t SELECT * FROM made;
      CREATE TABLE u (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '1' SECOND);
      INSERT INTO u SELECT * FROM made WHERE qty < 40;
      """
          .formatted(ROWS);

  private static final List<String> QUERIES =
      List.of(
          """
          SELECT window_start, sym, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts),
            INTERVAL '1' SECOND)) GROUP BY window_start, window_end, sym\
          """,
          """
          SELECT window_start, sym, qty, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts),
            INTERVAL '2' SECOND)) GROUP BY window_start, window_end, sym, qty\
          """,
          """
          SELECT window_start, COUNT(*), SUM(qty) FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts),
            INTERVAL '2' SECOND, INTERVAL '6' SECOND)) GROUP BY window_start, window_end
            EMIT CHANGES\
          """,
          "SELECT sym, COUNT(*), SUM(qty) FROM t GROUP BY sym EMIT CHANGES",
          "SELECT qty, COUNT(*) FROM t GROUP BY qty",
          "SELECT t.sym, t.qty, u.ts FROM t JOIN u ON t.sym = u.sym AND t.qty = u.qty",
          """
          SELECT t.sym, t.ts, u.qty FROM t LEFT JOIN u ON t.sym = u.sym
            AND u.ts BETWEEN t.ts - INTERVAL '1' SECOND AND t.ts WHERE t.qty < 300\
          """);

  private static final String SET =
      """
      CREATE TABLE a (w TIMESTAMP, n BIGINT) WITH ('connector' = 'blackhole');
      CREATE TABLE b (sym VARCHAR, n BIGINT) WITH ('connector' = 'blackhole');
      CREATE TABLE c (sym VARCHAR, qty BIGINT) WITH ('connector' = 'blackhole');
      EXECUTE STATEMENT SET BEGIN
      INSERT INTO a SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts),
        INTERVAL '1' SECOND)) GROUP BY window_start, window_end;
      INSERT INTO b SELECT sym, COUNT(*) FROM t GROUP BY sym;
      INSERT INTO c SELECT sym, qty FROM t WHERE qty > 1000;
      END;
      """;

  private final ConcurrentLinkedQueue<Runnable> works = new ConcurrentLinkedQueue<>();

  /// The system's, noting what threads are started for.
  private World world() {
    World system = SystemWorld.create();
    Threads threads = system.threads();
    Threads noted =
        new Threads() {
          @Override
          public int cores() {
            return threads.cores();
          }

          @Override
          public Started start(String name, Runnable work) {
            works.add(work);
            return threads.start(name, work);
          }

          @Override
          public void pause(int times) {
            threads.pause(times);
          }
        };
    return new World(system.clock(), system.random(), system.files(), noted);
  }

  /// How often each row is there, retractions taken off.
  private static Map<String, Integer> net(Session session, String query) {
    Map<String, Integer> net = new HashMap<>();
    try (Rows rows = session.query(query)) {
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int c = 0; c < rows.schema().size(); c++) {
          row.append(rows.getObject(c)).append('|');
        }
        net.merge(row.toString(), rows.isRetraction() ? -1 : 1, Integer::sum);
      }
    }
    net.values().removeIf(count -> count == 0);
    return net;
  }

  private static void run(Session session, int pipelines, int parcels) {
    session.execute(TABLES);
    for (String query : QUERIES) {
      Map<String, Integer> expected = net(session, query);
      session.set("job.mode", "adaptive");
      session.set("parallelism", String.valueOf(pipelines));
      session.set("queue.batches", String.valueOf(parcels));
      session.set("batch.rows", "16");
      session.set("exchange.step-rows", "1024");
      assertEquals(expected, net(session, query), query);
      session.set("job.mode", "simple");
      session.set("batch.rows", "4096");
    }
    session.set("job.mode", "adaptive");
    session.set("batch.rows", "16");
    session.execute(SET);
  }

  @ParameterizedTest(name = "{0} pipelines, room for {1}")
  @CsvSource({"2, 8", "3, 2", "4, 1"})
  void theyNeverWaitForEachOtherForGood(int pipelines, int parcels) throws Exception {
    try (Session session = Session.open(world())) {
      FutureTask<Boolean> all =
          new FutureTask<>(() -> {
            run(session, pipelines, parcels);
            return true;
          });
      Thread thread = Thread.ofPlatform().daemon().start(all);
      if (!thread.join(PATIENCE)) {
        String waiting = WhatTasksWaitFor.of(works);
        session.cancel();
        fail("nobody comes further:" + waiting);
      }
      assertEquals(true, all.get());
    }
  }
}
