package io.velostream.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import io.velostream.engine.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Internal consistency: money that goes from account to account is neither made nor lost, so that
/// the balances sum to zero at every instant at which a result can be seen, however the input is
/// cut and however many pipelines share the work.
class BalancesTest {
  private static final int TRANSFERS = 3_000;
  private static final int ACCOUNTS = 40;

  private static final String BALANCES =
      """
      SELECT account, SUM(amount) AS balance
      FROM (SELECT payer AS account, -amount AS amount FROM transfers
            UNION ALL SELECT payee, amount FROM transfers) AS entries
      GROUP BY account
      """;

  private static final String DEBITS =
      "SELECT payer AS account, SUM(amount) AS amount FROM transfers GROUP BY payer";

  private static final String CREDITS =
      "SELECT payee AS account, SUM(amount) AS amount FROM transfers GROUP BY payee";

  /// A writer that looks at each instant.
  private static final class Instants implements BatchWriter {
    private final Map<Long, Long> balances = new HashMap<>();
    private long sum;
    private int seen;

    @Override
    public void write(Batch batch) {
      long[] accounts = ((LongVector) batch.column(0)).values();
      long[] values = ((LongVector) batch.column(1)).values();
      for (int k = 0; k < batch.rowCount(); k++) {
        int row = batch.rowAt(k);
        long change = batch.weightAt(row) * values[row];
        sum += change;
        balances.merge(accounts[row], change, Long::sum);
      }
    }

    @Override
    public void endStep() {
      assertThat(sum).as("the sum of all balances at instant " + seen).isZero();
      seen++;
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({"4096, 1", "1, 1", "7, 1", "100, 1", "1, 3", "64, 2", "64, 4"})
  void balancesSumToZeroAtEveryInstant(int batchRows, int pipelines) {
    Instants union = run(BALANCES + " EMIT CHANGES", batchRows, pipelines);
    assertThat(union.balances).isEqualTo(expected());
    assertThat(union.seen).isPositive();
    Instants join =
        run(
            """
            SELECT COALESCE(c.account, d.account) AS account,
                   COALESCE(c.amount, 0) - COALESCE(d.amount, 0) AS balance
            FROM (%s) AS c FULL JOIN (%s) AS d ON c.account = d.account EMIT CHANGES
            """
                .formatted(CREDITS, DEBITS),
            batchRows,
            pipelines);
    assertThat(join.balances).isEqualTo(expected());
  }

  private static Instants run(String sql, int batchRows, int pipelines) {
    Instants instants = new Instants();
    try (Session session = Session.open()) {
      session.execute("SET 'batch.rows' = '" + batchRows + "'");
      if (pipelines > 1) {
        session.execute("SET 'job.mode' = 'adaptive'; SET 'parallelism' = '" + pipelines + "'");
      }
      session.register("transfers", schema(), List.of(transfers()), Optional.empty());
      session.execute(
          sql,
          new ResultHandler() {
            @Override
            public BatchWriter open(ResultShape shape) {
              return instants;
            }

            @Override
            public boolean wantsChangelog(boolean bounded) {
              return true;
            }
          });
    }
    return instants;
  }

  private static Schema schema() {
    return new Schema(
        List.of(
            new Field("payer", DataType.BIGINT, false),
            new Field("payee", DataType.BIGINT, false),
            new Field("amount", DataType.BIGINT, false)));
  }

  private static long[][] drawn() {
    Random random = new Random(11);
    return IntStream.range(0, TRANSFERS)
        .mapToObj(i ->
            new long[] {
              random.nextInt(ACCOUNTS), random.nextInt(ACCOUNTS), 1 + random.nextInt(1_000)
            })
        .toArray(long[][]::new);
  }

  private static Batch transfers() {
    long[][] drawn = drawn();
    Vector[] columns = new Vector[3];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = VectorBuilder.of(Lane.LONG);
      for (long[] row : drawn) {
        Values.append(builder, row[c]);
      }
      columns[c] = builder.build();
    }
    return new Batch(columns, drawn.length, null, null);
  }

  private static Map<Long, Long> expected() {
    Map<Long, Long> balances = new HashMap<>();
    for (long[] row : drawn()) {
      balances.merge(row[0], -row[2], Long::sum);
      balances.merge(row[1], row[2], Long::sum);
    }
    return balances;
  }
}
