package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.DoubleVectorBuilder;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.Threads;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements in several pipelines give what they give in one.
class ParallelTest {
  private static final long SEED = 20_260_105;
  private static final int ROWS = 5_000;

  private static final Schema TRADES =
      Schema.of(
          new Field("symbol", DataType.STRING, true),
          new Field("trader", DataType.STRING, false),
          new Field("price", DataType.DOUBLE, false),
          new Field("quantity", DataType.BIGINT, true),
          new Field("ts", new DataType.Timestamp(3, false), false));

  private static final String WATERMARK = "WATERMARK FOR ts AS ts - INTERVAL '1' SECOND";

  private int keptRows = 100_000;
  private final CountedThreads threads = new CountedThreads(SystemWorld.create().threads());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT symbol, price * 2 AS p FROM trades WHERE quantity > 50",
        "SELECT trader, symbol, COUNT(*) AS n, AVG(price) AS a, SUM(quantity) AS q FROM trades"
            + " GROUP BY trader, symbol",
        "SELECT symbol, COUNT(*) AS n FROM trades GROUP BY symbol EMIT CHANGES",
        "SELECT price, trader, COUNT(*) AS n, AVG(price) AS a, SUM(quantity) AS q FROM trades"
            + " GROUP BY price, trader EMIT CHANGES",
        "SELECT symbol, quantity, trader, SUM(price) AS s, MAX(price) AS m FROM trades"
            + " GROUP BY symbol, quantity, trader",
        "SELECT symbol, CORR(price, quantity) AS c, REGR_SLOPE(quantity, price) AS r,"
            + " COVAR_SAMP(price, quantity) AS v, SKEWNESS(price) AS s, KURTOSIS(quantity) AS k,"
            + " BIT_XOR(quantity) AS x, BIT_AND(quantity) AS a, BIT_OR(quantity) AS o"
            + " FROM trades GROUP BY symbol",
        "SELECT trader, REGR_R2(price, quantity) AS r, BIT_OR(quantity) AS o FROM trades"
            + " GROUP BY trader WINDOW TUMBLING (ts, INTERVAL '10' SECOND)",
        "SELECT COUNT(*) AS n, MIN(price) AS low FROM trades",
        "SELECT DISTINCT symbol FROM trades",
        "SELECT trader, COUNT(*) AS n, SUM(price) AS s FROM trades GROUP BY trader"
            + " WINDOW TUMBLING (ts, INTERVAL '10' SECOND)",
        "SELECT trader, COUNT(*) AS n FROM trades GROUP BY trader"
            + " WINDOW HOPPING (ts, INTERVAL '10' SECOND, INTERVAL '2' SECOND) EMIT CHANGES",
        "SELECT window_start, trader, COUNT(*) AS n, SUM(price) AS s, MAX(quantity) AS m FROM"
            + " TABLE(HOP(TABLE trades, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND))"
            + " GROUP BY window_start, window_end, trader",
        "SELECT window_end, COUNT(*) AS n, SUM(price) AS s FROM"
            + " TABLE(HOP(TABLE trades, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '5' SECOND))"
            + " GROUP BY window_start, window_end",
        "SELECT window_start, window_end, symbol, COUNT(*) AS n, SUM(price) AS s FROM"
            + " TABLE(CUMULATE(TABLE trades, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10'"
            + " SECOND)) GROUP BY window_start, window_end, symbol",
        "SELECT trader, COUNT(*) AS n FROM trades GROUP BY trader"
            + " WINDOW SESSION (ts, INTERVAL '1' SECOND)",
        "SELECT COUNT(*) AS n FROM trades WINDOW TUMBLING (ts, INTERVAL '10' SECOND)",
        "SELECT symbol, ts, SUM(quantity) OVER (PARTITION BY symbol ORDER BY ts"
            + " ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS s FROM trades",
        "SELECT MOD(n, 2) AS odd, COUNT(*) AS traders, SUM(s) AS total FROM (SELECT trader,"
            + " COUNT(*) AS n, SUM(price) AS s FROM trades GROUP BY trader"
            + " WINDOW TUMBLING (ts, INTERVAL '10' SECOND)) GROUP BY MOD(n, 2)",
        "SELECT window_start, MAX(n) AS most FROM (SELECT window_start, window_end, trader,"
            + " COUNT(*) AS n FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(ts),"
            + " INTERVAL '10' SECOND)) GROUP BY window_start, window_end, trader)"
            + " GROUP BY window_start",
        "SELECT symbol, FIRST_VALUE(price) AS f, STRING_AGG(trader, ',') AS all_of FROM trades"
            + " WHERE quantity < 5 GROUP BY symbol",
        "SELECT trader, price FROM trades ORDER BY price, trader, quantity LIMIT 50",
        "SELECT a.trader, a.price, b.price AS p FROM trades a LEFT JOIN trades b ON a.trader ="
            + " b.trader AND b.ts BETWEEN a.ts - INTERVAL '1' SECOND AND a.ts",
        "SELECT a.trader, a.price, b.price AS p FROM trades a LEFT JOIN trades"
            + " FOR SYSTEM_TIME AS OF a.ts AS b ON a.trader = b.trader"
      })
  void givesWhatOnePipelineGives(String sql) {
    Answer one = run(sql, 1, 8, 64);
    assertThat(one.rows).isNotEmpty();
    for (int pipelines : new int[] {2, 3, 4}) {
      Answer many = run(sql, pipelines, pipelines == 2 ? 8 : 1, 64);
      assertThat(threads.running).hasValue(0);
      assertThat(many).isEqualTo(one);
    }
    assertThat(run(sql, 4, 1, 1000)).isEqualTo(run(sql, 1, 8, 1000));
  }

  @Test
  void putsTheSameRowsAside() {
    String sql =
        "SELECT trader, COUNT(*) AS n FROM trades GROUP BY trader"
            + " WINDOW TUMBLING (ts, INTERVAL '1' SECOND)";
    assertThat(run(sql, 1, 8, 64).late).hasSizeGreaterThan(30);
    assertThat(run(sql, 3, 8, 64).late).isEqualTo(run(sql, 1, 8, 64).late);
    keptRows = 10;
    Answer one = run(sql, 1, 8, 64);
    assertThat(one.late).hasSize(10);
    assertThat(run(sql, 3, 8, 64)).isEqualTo(one);
  }

  @Test
  void keepsTheOrderOfAFilter() {
    String sql = "SELECT price, quantity FROM trades WHERE quantity > 20";
    assertThat(order(sql, 3)).isEqualTo(order(sql, 1));
  }

  @Test
  void aFailureInOnePipelineEndsAll() {
    try (Session session = session(4, 1, 64)) {
      assertThatThrownBy(() ->
              session.execute(
                  "SELECT trader, SUM(100 / (quantity - 57)) AS s FROM trades GROUP BY trader",
                  _ -> new Collected()))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("zero");
    }
    assertThat(threads.started).hasValue(3);
    assertThat(threads.running).hasValue(0);
  }

  /// The rows of the second turn are sooner done with than those of the first.
  @Test
  void theFailureOfTheEarliestTurnCounts() {
    Schema schema =
        Schema.of(
            new Field("text", DataType.STRING, false), new Field("late", DataType.STRING, false));
    for (int run = 0; run < 20; run++) {
      try (Session session = session(2, 1, 2)) {
        session.register(
            "words", schema, List.of(words("1", "first"), words("second", "2")), Optional.empty());
        assertThatThrownBy(() ->
                session.execute(
                    "SELECT CAST(late AS INTEGER) + CAST(text AS INTEGER) AS n FROM words",
                    _ -> new Collected()))
            .isInstanceOf(UserException.class)
            .hasMessageContaining("first");
      }
    }
    assertThat(threads.running).hasValue(0);
  }

  private static Batch words(String text, String late) {
    BytesVectorBuilder texts = new BytesVectorBuilder();
    BytesVectorBuilder lates = new BytesVectorBuilder();
    for (int i = 0; i < 2; i++) {
      texts.append(Slice.utf8(text));
      lates.append(Slice.utf8(i == 0 ? "0" : late));
    }
    return Batch.of(2, List.of(texts.build(), lates.build()));
  }

  @Test
  void aFailingWriterEndsAll() {
    try (Session session = session(4, 1, 64)) {
      Collected broken =
          new Collected() {
            @Override
            public void write(Batch batch) {
              throw new IllegalStateException("broken");
            }
          };
      assertThatThrownBy(() -> session.execute("SELECT trader FROM trades", _ -> broken))
          .hasMessage("broken");
    }
    assertThat(threads.running).hasValue(0);
  }

  @Test
  void cancellingEndsAll() {
    try (Session session = session(4, 1, 64)) {
      session.execute(
          "CREATE TABLE endless (id BIGINT) WITH ('connector' = 'datagen', 'fields.id.kind' ="
              + " 'sequence')");
      Collected output =
          new Collected() {
            @Override
            public void endStep() {
              session.cancel();
            }
          };
      assertThatThrownBy(() ->
              session.execute(
                  "SELECT MOD(id, 10) AS k, COUNT(*) AS n FROM endless GROUP BY MOD(id, 10)",
                  _ -> output))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
    assertThat(threads.started).hasValue(3);
    assertThat(threads.running).hasValue(0);
  }

  @Test
  void refusesToSplitGroups() {
    try (Session session = session(2, 8, 64)) {
      session.set("partitioning", "sticky");
      assertThatThrownBy(() ->
              session.execute(
                  "SELECT trader, COUNT(*) AS n FROM trades GROUP BY trader", _ -> new Collected()))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("rows that agree in trader belong together");
      session.set("partitioning", "fan_in");
      Collected output = new Collected();
      session.execute("SELECT trader, COUNT(*) AS n FROM trades GROUP BY trader", _ -> output);
      assertThat(output.net).isNotEmpty();
    }
  }

  private record Answer(Map<String, Long> rows, Map<String, Long> late) {}

  private Answer run(String sql, int pipelines, int capacity, int batchRows) {
    try (Session session = session(pipelines, capacity, batchRows)) {
      Collected output = new Collected();
      threads.started.set(0);
      session.execute(sql, _ -> output);
      assertThat(threads.started).hasValue(pipelines - 1);
      Collected late = new Collected();
      boolean hasLate = session.tables().stream().anyMatch(t -> t.name().equals("result$late"));
      if (hasLate) {
        session.execute("SELECT * FROM result$late", _ -> late);
      }
      return new Answer(output.net, late.net);
    }
  }

  private List<String> order(String sql, int pipelines) {
    try (Session session = session(pipelines, 2, 64)) {
      Collected output = new Collected();
      session.execute(sql, _ -> output);
      return output.lines;
    }
  }

  private Session session(int pipelines, int capacity, int batchRows) {
    World system = SystemWorld.create();
    Session session =
        Session.open(new World(system.clock(), system.random(), system.files(), threads));
    session.register("trades", TRADES, trades(), Optional.of(WATERMARK));
    session.set("batch.rows", Integer.toString(batchRows));
    session.set("job.mode", "adaptive");
    session.set("parallelism", Integer.toString(pipelines));
    session.set("queue.batches", Integer.toString(capacity));
    session.set("exchange.step-rows", "300");
    session.set("side-tables.kept-rows", Integer.toString(keptRows));
    return session;
  }

  /// Event time moves on by 10 ms a row; one row in a hundred is up to 20 s late. Symbols come
  /// through a dictionary, another one for each half of the table; some are NULL.
  private static List<Batch> trades() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Batch> batches = new ArrayList<>();
    Dictionary dictionary = new Dictionary();
    int made = 0;
    while (made < ROWS) {
      if (made > ROWS / 2 && dictionary.size() > 7) {
        dictionary = new Dictionary();
      }
      int count = 1 + random.nextInt(700);
      batches.add(batch(random, made, count, dictionary));
      made += count;
    }
    return batches;
  }

  private static Batch batch(SplittableRandom random, int from, int count, Dictionary symbols) {
    int[] ids = new int[count];
    boolean[] nulls = new boolean[count];
    BytesVectorBuilder traders = new BytesVectorBuilder();
    DoubleVectorBuilder prices = new DoubleVectorBuilder();
    LongVectorBuilder quantities = new LongVectorBuilder();
    LongVectorBuilder times = new LongVectorBuilder();
    for (int i = 0; i < count; i++) {
      ids[i] = symbols.idOf(Slice.utf8("SYM" + random.nextInt(9)));
      nulls[i] = random.nextInt(20) == 0;
      traders.append(Slice.utf8("trader number " + random.nextInt(60)));
      prices.append(random.nextInt(100_000) / 97.0);
      if (random.nextInt(30) == 0) {
        quantities.appendNull();
      } else {
        quantities.append(random.nextInt(100));
      }
      long late = random.nextInt(100) == 0 ? random.nextInt(20_000) : random.nextInt(900);
      times.append(((from + i) * 10L - late) * 1000);
    }
    return Batch.of(
        count,
        List.of(
            new DictionaryVector(ids, symbols, nulls),
            traders.build(),
            prices.build(),
            quantities.build(),
            times.build()));
  }

  private static class Collected implements BatchWriter {
    private final Map<String, Long> net = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    @Override
    public void write(Batch batch) {
      for (int k = 0; k < batch.rowCount(); k++) {
        int row = batch.rowAt(k);
        String line =
            String.join("|", Arrays.stream(batch.columns()).map(c -> text(c, row)).toList());
        lines.add(line);
        net.merge(line, batch.weightAt(row), Long::sum);
        net.remove(line, 0L);
      }
    }

    private static String text(Vector column, int row) {
      if (column.isNull(row)) {
        return "NULL";
      }
      return switch (column) {
        case LongVector v -> Long.toString(v.values()[row]);
        case DoubleVector v -> Double.toString(v.values()[row]);
        case WideVector v -> v.high()[row] + ":" + v.low()[row];
        case BytesVector v -> v.slice(row).toString();
        case DictionaryVector v -> v.dictionary().slice(v.ids()[row]).toString();
      };
    }

    @Override
    public void endStep() {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }

  /// Knows how many threads were started, and how many still run.
  private static final class CountedThreads implements Threads {
    private final Threads real;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    CountedThreads(Threads real) {
      this.real = real;
    }

    @Override
    public Started start(String name, Runnable work) {
      started.incrementAndGet();
      running.incrementAndGet();
      return real.start(
          name,
          () -> {
            work.run();
            running.decrementAndGet();
          });
    }

    @Override
    public void pause(int times) {
      real.pause(times);
    }
  }

  /// Rows that go on as they are, as too few of them are of one group, fill the queue of a sender
  /// to whom nobody listens yet, while the one they listen to waits for that one's next turn.
  @ParameterizedTest
  @ValueSource(strings = {"", "WINDOW TUMBLING (ts, INTERVAL '1' HOUR)"})
  @Timeout(60)
  void aFullQueueHoldsNobodyUpForGood(String window, @TempDir Path folder) throws IOException {
    int rows = 200_000;
    List<String> lines = new ArrayList<>(List.of("k,ts"));
    for (int i = 0; i < rows; i++) {
      lines.add(i + ",2026-01-01 00:%02d:%02d".formatted(i / 60_000, i / 1_000 % 60));
    }
    Files.write(folder.resolve("keys.csv"), lines);
    try (Session session = Session.open()) {
      session.set("job.mode", "adaptive");
      session.set("parallelism", "2");
      session.set("batch.rows", "256");
      session.set("queue.batches", "1");
      session.set("exchange.step-rows", "65536");
      session.execute(
          """
          CREATE TABLE keys (k BIGINT, ts TIMESTAMP, WATERMARK FOR ts AS ts)
            WITH ('connector' = 'file', 'path' = '%s');
          CREATE TABLE n (k BIGINT, n BIGINT) WITH ('connector' = 'blackhole')
          """
              .formatted(folder.resolve("keys.csv")));
      StatementResult result =
          session
              .execute("INSERT INTO n SELECT k, COUNT(*) FROM keys GROUP BY k " + window)
              .getLast();
      assertThat(result.summary().orElseThrow().rowsOut()).isEqualTo(rows);
    }
  }
}
