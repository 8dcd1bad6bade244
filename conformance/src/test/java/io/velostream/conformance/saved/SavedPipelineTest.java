package io.velostream.conformance.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.engine.OpenQuery;
import io.velostream.engine.PreparedQuery;
import io.velostream.engine.Session;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedPipelineTest {
  private static final int FLIPS = 200;
  private static final int CUTS = 200;

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("ts", DataType.TIMESTAMP_MILLIS),
          Field.of("k", DataType.STRING),
          Field.of("n", DataType.BIGINT),
          Field.of("d", DataType.DOUBLE));

  private static final String WINDOWS =
      "SELECT k, COUNT(*), SUM(d), MIN(k) FROM t GROUP BY k WINDOW TUMBLING (ts, INTERVAL '1'"
          + " HOUR)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT k, COUNT(*), SUM(n), SUM(d), MAX(k) FROM t GROUP BY k",
        "SELECT COUNT(DISTINCT k), ARRAY_AGG(n), MEDIAN(d), APPROX_COUNT_DISTINCT(k) FROM t",
        "SELECT c, COUNT(*), MIN(k), FIRST_VALUE(k) FROM"
            + " (SELECT k, COUNT(*) AS c FROM t GROUP BY k) AS x GROUP BY c",
        WINDOWS,
        "SELECT k, AVG(d) FROM t GROUP BY k"
            + " WINDOW HOPPING (ts, INTERVAL '1' HOUR, INTERVAL '10' MINUTE)",
        "SELECT k, STDDEV_SAMP(d), CORR(d, n) FROM t GROUP BY k WINDOW SESSION (ts, INTERVAL '2'"
            + " MINUTE)",
        "SELECT k, n, SUM(d) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 3 PRECEDING AND CURRENT"
            + " ROW), LAG(n) OVER (PARTITION BY k ORDER BY ts) FROM t",
        "SELECT k, LEAD(n) OVER (PARTITION BY k ORDER BY ts), MIN(k) OVER (PARTITION BY k ORDER BY"
            + " ts), COUNT(DISTINCT n) OVER (PARTITION BY k ORDER BY ts) FROM t",
        "SELECT * FROM t ORDER BY d DESC LIMIT 7",
        "SELECT a.k, a.n, b.d FROM t AS a LEFT JOIN t AS b ON a.n = b.n AND a.k = b.k",
        "SELECT k, COUNT(*) FROM t GROUP BY k EMIT FINAL",
        "SELECT k, window_start, n FROM TABLE(SESSION(TABLE t, DESCRIPTOR(ts), DESCRIPTOR(k),"
            + " INTERVAL '2' MINUTE))"
      })
  void bytesAreTakenUpOrRefusedAsDamaged(String sql) throws IOException {
    try (Session session = session()) {
      PreparedQuery query = session.prepare(sql);
      byte[] bytes = saved(query, 4);
      restore(query, bytes);
      Random random = new Random(11);
      for (int i = 0; i < CUTS; i++) {
        int length = bytes.length <= CUTS ? i % bytes.length : random.nextInt(bytes.length);
        assertThatThrownBy(() -> restore(query, Arrays.copyOf(bytes, length)))
            .as("%d of %d bytes", length, bytes.length)
            .isInstanceOf(DamagedStateException.class);
      }
      for (int i = 0; i < FLIPS; i++) {
        byte[] changed = bytes.clone();
        int place = random.nextInt(bytes.length * Byte.SIZE);
        changed[place / Byte.SIZE] ^= (byte) (1 << place % Byte.SIZE);
        refuseOrTakeUp(query, changed, place);
      }
    }
  }

  private static void refuseOrTakeUp(PreparedQuery query, byte[] bytes, int place)
      throws IOException {
    try {
      restore(query, bytes);
    } catch (DamagedStateException e) {
      assertThat(e).hasMessageContaining("saved state of " + e.kind());
      assertThat(e.offset()).as("bit %d", place).isBetween(0L, (long) bytes.length);
    }
  }

  @Test
  void theStateOfAnotherPlanIsRefused() throws IOException {
    try (Session session = session()) {
      byte[] bytes = saved(session.prepare(WINDOWS), 4);
      assertThatThrownBy(() -> restore(session.prepare("SELECT * FROM t"), bytes))
          .isInstanceOf(DamagedStateException.class)
          .hasMessageContaining("nodes where the plan has");
      assertThatThrownBy(
              () -> restore(session.prepare(WINDOWS.replace("TUMBLING", "SESSION")), bytes))
          .isInstanceOf(DamagedStateException.class)
          .hasMessageContaining("it is of another kind than session");
    }
  }

  private static byte[] saved(PreparedQuery prepared, int steps) throws IOException {
    try (OpenQuery query = prepared.open(_ -> {})) {
      for (int i = 0; i < steps || query.pipeline().isMidBatch(); i++) {
        query.step();
      }
      StateOutput out = new StateOutput();
      query.pipeline().save(out);
      return out.toByteArray();
    }
  }

  private static void restore(PreparedQuery prepared, byte[] bytes) throws IOException {
    try (OpenQuery query = prepared.open(_ -> {})) {
      query.pipeline().restore(StateInput.of(bytes), KeyRange.ALL);
    }
  }

  private static Session session() {
    Session session = Session.open();
    session.set("expression.mode", "interpreted");
    session.register(
        "t", SCHEMA, batches(), Optional.of("WATERMARK FOR ts AS ts - INTERVAL '5' MINUTE"));
    return session;
  }

  private static List<Batch> batches() {
    Random random = new Random(3);
    List<Batch> batches = new ArrayList<>();
    long time = 0;
    for (int b = 0; b < 6; b++) {
      int rows = 20;
      long[] times = new long[rows];
      long[] numbers = new long[rows];
      double[] doubles = new double[rows];
      boolean[] nulls = new boolean[rows];
      BytesVectorBuilder keys = new BytesVectorBuilder();
      for (int i = 0; i < rows; i++) {
        time += random.nextInt(60_000_000);
        times[i] = time;
        numbers[i] = random.nextInt(9) - 4;
        doubles[i] = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
        nulls[i] = random.nextInt(5) == 0;
        keys.append(Slice.utf8("key number " + "x".repeat(random.nextInt(12))));
      }
      batches.add(
          Batch.of(
              rows,
              List.of(
                  new LongVector(times, null),
                  keys.build(),
                  new LongVector(numbers, nulls),
                  new DoubleVector(doubles, null))));
    }
    return batches;
  }
}
