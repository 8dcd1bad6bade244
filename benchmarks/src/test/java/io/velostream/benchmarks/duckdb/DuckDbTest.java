package io.velostream.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.benchmarks.check.ResultRow;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.Tables;
import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.benchmarks.scenario.Scenarios;
import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DuckDbTest {
  @ParameterizedTest
  @MethodSource("scenarios")
  void holdsTheSameRows(Scenario scenario) {
    DataSet data = scenario.table().generate(1_000, 300);
    Schema schema = scenario.table().schema();
    List<ResultRow> rows = new ArrayList<>();
    for (Batch batch : data.batches()) {
      for (int row = 0; row < batch.rowCount(); row++) {
        rows.add(ResultRow.of(schema, batch, row));
      }
    }
    try (DuckDb database = DuckDb.open()) {
      database.load(data, true);
      assertThat(database.query("SELECT * FROM " + data.table().name()))
          .containsExactlyElementsOf(rows);
      assertThat(database.query(scenario.peerSql())).isNotEmpty();
      database.execute(DuckDbQuery.stored(scenario.peerSql()).sql());
      assertThat(database.query("SELECT * FROM result"))
          .hasSameSizeAs(database.query(scenario.peerSql()));
    }
  }

  @Test
  void leavesLateRowsOutWhenAskedTo() {
    DataSet data = Tables.tradesWithLateRows().generate(Tables.FIRST_LATE + 1_000, 4096);
    try (DuckDb database = DuckDb.open()) {
      database.load(data, false);
      assertThat(database.query("SELECT COUNT(*) FROM market_data").toString())
          .contains(Long.toString(Tables.FIRST_LATE + 990));
    }
  }

  @Test
  void foldsEveryColumn() {
    DataSet data = Tables.orders(150).generate(1_000, 300);
    DuckDbQuery query = DuckDbQuery.folded("SELECT * FROM orders", data.table().schema());
    try (DuckDb database = DuckDb.open()) {
      database.load(data, true);
      assertThat(database.query(query.sql()).getFirst().values())
          .hasSize(4)
          .first()
          .hasToString("499500");
    }
  }

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }
}
