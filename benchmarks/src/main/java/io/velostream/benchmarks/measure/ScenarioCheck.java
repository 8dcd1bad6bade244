package io.velostream.benchmarks.measure;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.check.ExactAverages;
import io.velostream.benchmarks.check.NetResult;
import io.velostream.benchmarks.check.ResultRow;
import io.velostream.benchmarks.check.RowComparison;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.stream.seam.World;
import java.util.List;
import java.util.OptionalLong;

/// Compares a scenario's result on a small input with DuckDB's, row for row, and with what formulas
/// say.
public final class ScenarioCheck {
  private final World world;
  private final Scenario scenario;

  /// A check of one scenario.
  public ScenarioCheck(World world, Scenario scenario) {
    this.world = world;
    this.scenario = scenario;
  }

  /// Checks on the first `records` records.
  ///
  /// @throws CheckFailure when anything differs
  public void check(long records, int batchRows) {
    check(records, batchRows, Mode.DIRECT);
  }

  /// Checks a mode on the first `records` records.
  ///
  /// @throws CheckFailure when anything differs
  public void check(long records, int batchRows, Mode mode) {
    DataSet data = scenario.table().generate(records, batchRows);
    try (VelostreamQuery query =
            VelostreamQuery.over(world, data, scenario.settings(), scenario.sql(), mode);
        DuckDb peer = DuckDb.open()) {
      peer.load(data, false);
      List<ResultRow> expected = peer.query(scenario.peerSql());
      VelostreamQuery.Run<NetResult> run = query.run(NetResult::new);
      require(run.records() == records, "rows read: " + run.records());
      require(run.errorRows() == 0, "undecodable rows: " + run.errorRows());
      long late = scenario.table().lateRows(records);
      require(run.lateRows() == late, "late rows: " + run.lateRows() + " instead of " + late);
      compare(run.output(), expected);
      OptionalLong changes = scenario.outcome().outputRows(records, expected.size());
      require(
          changes.isEmpty() || changes.getAsLong() == run.output().changes(),
          "changes: " + run.output().changes() + " instead of " + changes);
      checkAverages(run.output(), peer);
    }
  }

  private void compare(NetResult result, List<ResultRow> expected) {
    List<String> names = result.schema().fields().stream().map(Field::name).toList();
    List<ResultRow> rows =
        scenario.outcome().sumsUp() ? result.rows() : result.lastInserted(expected.size());
    new RowComparison(names, scenario.approximate())
        .difference(rows, expected)
        .ifPresent(difference -> {
          throw failure(difference);
        });
  }

  private void checkAverages(NetResult result, DuckDb peer) {
    Schema schema = result.schema();
    int average = schema.indexOf("avg_price");
    if (average >= 0 && schema.type(average) instanceof DataType.Decimal decimal) {
      List<ResultRow> sums =
          peer.query(
              "SELECT trader_id, symbol, SUM(price), COUNT(*) FROM market_data"
                  + " GROUP BY trader_id, symbol");
      ExactAverages.check(result.rows(), 2, average, decimal.scale(), sums);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw failure(otherwise);
    }
  }

  private CheckFailure failure(String what) {
    return new CheckFailure("scenario " + scenario.id() + ": " + what);
  }
}
