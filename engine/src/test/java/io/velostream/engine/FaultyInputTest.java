package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.InputRange;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A row that makes a run fail is named, wherever in the plan that comes to light.
@Timeout(60)
class FaultyInputTest {
  private static final int ROWS = 40_000;
  private static final int BAD = 15_000;

  @TempDir Path folder;

  private final Session session = Session.open();
  private @Nullable RunView view;

  @BeforeEach
  void shortSteps() {
    session.set("exchange.step-rows", "1000");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private String path(String table) {
    return folder.resolve(table + ".csv").toString();
  }

  private void table(String name, String options) throws IOException {
    StringBuilder rows = new StringBuilder("id,ts\n");
    for (int i = 0; i < ROWS; i++) {
      rows.append("%d,2025-01-01 %02d:%02d:%02d%n".formatted(i, i / 3600, i / 60 % 60, i % 60));
    }
    Files.writeString(Path.of(path(name)), rows);
    session.execute(
        """
        CREATE TABLE %s (id BIGINT, ts TIMESTAMP, WATERMARK FOR ts AS ts)
          WITH ('connector' = 'file', 'path' = '%s'%s)
        """
            .formatted(name, path(name), options));
  }

  /// Where the run was that fails.
  private LastInput failing(int pipelines, String query) {
    session.execute("CREATE TABLE nothing (x BIGINT) WITH ('connector' = 'blackhole')");
    session.set("batch.rows", "100");
    session.set("job.mode", pipelines == 1 ? "simple" : "adaptive");
    session.set("parallelism", String.valueOf(pipelines));
    session.onProgress(new Viewer());
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> session.execute("INSERT INTO nothing " + query))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
    RunView run = view;
    assertThat(run).isNotNull();
    return run.lastInput();
  }

  /// The range of a table that was named.
  private static Optional<InputRange> range(LastInput input, String table) {
    return input.sources().stream()
        .filter(source -> source.name().equals(table))
        .flatMap(source -> source.ranges().stream())
        .findFirst();
  }

  private void assertNamesBadRow(int pipelines, LastInput input, String table) throws IOException {
    InputRange range = range(input, table).orElseThrow();
    long place = BAD + 1;
    long all = ROWS;
    if (pipelines == 1) {
      assertThat(range.unit()).isEqualTo(InputRange.Unit.ROWS);
    } else {
      String rows = Files.readString(Path.of(path(table)));
      place = rows.indexOf("\n" + BAD + ",") + 2;
      all = rows.length();
      assertThat(range.unit()).isEqualTo(InputRange.Unit.BYTES);
      assertThat(range.of()).isEqualTo("'" + path(table) + "'");
    }
    assertThat(place).as(input.toString()).isBetween(range.from(), range.to());
    assertThat(range.to() - range.from()).as(input.toString()).isLessThan(all / 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | SELECT 1 / (1 - SUM(bad)) FROM v GROUP BY k
          2 | SELECT 1 / (1 - SUM(bad)) FROM v GROUP BY k
          1 | SELECT 1 / (1 - SUM(bad) OVER (PARTITION BY k ORDER BY ts)) FROM v
          2 | SELECT 1 / (1 - SUM(bad) OVER (PARTITION BY k ORDER BY ts)) FROM v
          1 | SELECT 1 / (1 - SUM(s)) FROM (SELECT SUM(bad) AS s FROM v GROUP BY k)
          2 | SELECT 1 / (1 - SUM(s)) FROM (SELECT SUM(bad) AS s FROM v GROUP BY k)
          2 | SELECT 1 / (1 - s) FROM (SELECT SUM(bad) AS s FROM v GROUP BY id)
          """)
  void behindAnExchangeTheRangeIsNamed(int pipelines, String query) throws IOException {
    table("trades", "");
    session.execute(
        """
        CREATE VIEW v AS SELECT id, MOD(id, 1000) AS k, ts,
          CASE WHEN id = %d THEN 1 ELSE 0 END AS bad FROM trades
        """
            .formatted(BAD));
    LastInput input = failing(pipelines, query + " EMIT CHANGES");
    assertNamesBadRow(pipelines, input, "trades");
    assertThat(input.sources()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, j", "2, j", "1, g", "2, g"})
  void behindAJoinTheRangesOfBothTablesAreNamed(int pipelines, String behind) throws IOException {
    table("orders", "");
    table("trades", "");
    String query =
        behind.equals("j")
            ? "SELECT 1 / (orders.id - %d) FROM orders JOIN trades ON orders.id = trades.id"
                .formatted(BAD)
            : """
            SELECT 1 / (1 - SUM(bad)) FROM (SELECT orders.id,
              CASE WHEN orders.id = %d THEN 1 ELSE 0 END AS bad
              FROM orders JOIN trades ON orders.id = trades.id) GROUP BY MOD(id, 7)
            """
                .formatted(BAD);
    LastInput input = failing(pipelines, query + " EMIT CHANGES");
    assertNamesBadRow(pipelines, input, "orders");
    assertNamesBadRow(pipelines, input, "trades");
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void eachOfThreeTablesIsNamedByItsOwnRange(int pipelines) throws IOException {
    table("orders", "");
    table("trades", "");
    table("quotes", "");
    String query =
        """
        SELECT 1 / (orders.id - %d) FROM orders JOIN trades ON orders.id = trades.id
          JOIN quotes ON trades.id = quotes.id
        """
            .formatted(BAD);
    LastInput input = failing(pipelines, query);
    assertThat(input.sources())
        .extracting(LastInput.OfSource::name)
        .containsExactlyInAnyOrder("orders", "trades", "quotes");
    for (String table : List.of("orders", "trades", "quotes")) {
      assertNamesBadRow(pipelines, input, table);
    }
  }

  /// Only one of the inputs has the row.
  @ParameterizedTest
  @CsvSource({"1", "2"})
  void theInputsOfAUnionAreToldApart(int pipelines) throws IOException {
    table("orders", "");
    table("trades", "");
    String query =
        """
        SELECT 1 / (1 - SUM(bad)) FROM (
          SELECT id, 0 AS bad FROM orders
          UNION ALL SELECT id, CASE WHEN id = %d THEN 1 ELSE 0 END FROM trades)
        GROUP BY MOD(id, 100) EMIT CHANGES
        """
            .formatted(BAD);
    assertNamesBadRow(pipelines, failing(pipelines, query), "trades");
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void aTableThatOneReaderReadsIsNamedByItsRows(int pipelines) throws IOException {
    table("trades", ", 'encoding' = 'ISO-8859-1'");
    String query =
        "SELECT 1 / (1 - SUM(CASE WHEN id = %d THEN 1 ELSE 0 END)) FROM trades".formatted(BAD);
    LastInput input = failing(pipelines, query + " GROUP BY MOD(id, 1000) EMIT CHANGES");
    assertNamesBadRow(1, input, "trades");
  }

  /// In one pipeline that is a step without rows; in several, the last step may have some.
  @Test
  void whatComesOutAtTheEndIsMadeOfAll() throws IOException {
    table("trades", "");
    String query =
        "SELECT 1 / (COUNT(*) - %d) FROM trades GROUP BY MOD(id, 2) EMIT FINAL".formatted(ROWS / 2);
    assertThat(failing(1, query)).isEqualTo(LastInput.somewhereIn(List.of("trades")));
  }

  /// Groups of few rows travel when the table ends.
  @Test
  void aTableShorterThanAStepIsNamedAsAWhole() throws IOException {
    table("trades", "");
    session.set("exchange.step-rows", "1000000");
    String query =
        "SELECT 1 / (COUNT(*) - %d) FROM trades GROUP BY MOD(id, 2) EMIT CHANGES"
            .formatted(ROWS / 2);
    LastInput input = failing(2, query);
    assertThat(range(input, "trades"))
        .hasValueSatisfying(whole -> {
          assertThat(whole.from()).isEqualTo(1);
          assertThat(whole.to()).isEqualTo(Path.of(path("trades")).toFile().length());
        });
  }

  @Test
  void rowsInMemoryAreNamedToo() {
    StringBuilder rows = new StringBuilder("CREATE TABLE trades AS SELECT * FROM (VALUES (0)");
    for (int i = 1; i < 2_000; i++) {
      rows.append(", (").append(i).append(')');
    }
    session.execute(rows + ") AS t (id)");
    String query = "SELECT 1 / (1 - SUM(CASE WHEN id = 900 THEN 1 ELSE 0 END)) FROM trades";
    LastInput input = failing(2, query + " GROUP BY MOD(id, 100) EMIT CHANGES");
    InputRange range = range(input, "trades").orElseThrow();
    assertThat(901L).as(input.toString()).isBetween(range.from(), range.to());
  }

  private final class Viewer implements ProgressListener {
    @Override
    public void begins(RunView run) {
      view = run;
    }

    @Override
    public void progress(Pipeline.Progress progress) {}
  }
}
