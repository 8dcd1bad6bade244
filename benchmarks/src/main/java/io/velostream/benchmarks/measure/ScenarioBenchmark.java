package io.velostream.benchmarks.measure;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.duckdb.DuckDbQuery;
import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Measures scenarios over rows in memory: checks the result, takes the checksum, times.
///
/// @param world the seams
/// @param clock measures the runs: wall time, or the thread's CPU time
/// @param repeats timed runs
/// @param batchRows rows per batch of the input
/// @param rival whether DuckDB is timed, too
public record ScenarioBenchmark(World world, Clock clock, int repeats, int batchRows, Rival rival) {
  /// DuckDB's part.
  public enum Rival {
    /// It only checks results.
    NONE,
    /// It is timed on tables as they were loaded: plain values, as in our `2s`.
    PLAIN,
    /// It is timed on tables in its compressed form: strings as ids, as in our other scenarios.
    COMPRESSED
  }

  /// Measures one scenario.
  ///
  /// @param records how many to time, or 0 for the scenario's own number
  /// @throws CheckFailure when a result is wrong
  public Measurement measure(Scenario scenario, long records) {
    new ScenarioCheck(world, scenario).check(scenario.checkRecords(), batchRows);
    DataSet data = scenario.table().generate(scenario.timedRecords(records), batchRows);
    try (VelostreamQuery query =
        VelostreamQuery.over(world, data, scenario.settings(), scenario.sql(), Mode.DIRECT)) {
      if (rival == Rival.NONE) {
        return measure(scenario, data, query, Optional.empty());
      }
      try (DuckDb peer = DuckDb.open()) {
        peer.load(data, true);
        if (rival == Rival.COMPRESSED) {
          peer.compress();
        }
        return measure(scenario, data, query, Optional.of(peer));
      }
    }
  }

  private Measurement measure(
      Scenario scenario, DataSet data, VelostreamQuery query, Optional<DuckDb> peer) {
    long records = data.records();
    VelostreamQuery.Run<Checksum> run = query.run(_ -> new Checksum());
    Checksum checksum = run.output();
    requireOutput(scenario, records, checksum);
    peer.ifPresent(database -> requireRows(scenario, database, checksum));
    List<DuckDbQuery> forms =
        List.of(
            DuckDbQuery.stored(scenario.peerSql()),
            DuckDbQuery.folded(scenario.peerSql(), query.schema()));
    Contest contest = Contest.prepare(clock, query, checksum.net(), peer, forms, records);
    Contest.hold(List.of(contest), repeats);
    Contest.Outcome outcome = contest.outcome();
    String again = query.run(_ -> new Checksum()).output().hex();
    if (!again.equals(checksum.hex())) {
      throw new CheckFailure("the checksum was " + checksum.hex() + " and then " + again);
    }
    Sample sample = outcome.ours().getFirst();
    long late = sample.lateRows();
    long unexpected = Math.abs(late - scenario.table().lateRows(records));
    long lost = Math.abs(records - run.records());
    return new Measurement(
        scenario.id(),
        scenario.title(),
        "direct",
        1,
        records,
        sample.outputRows(),
        late,
        sample.errorRows() + unexpected + lost,
        checksum.hex(),
        Statistics.of(outcome.ours().stream().map(Sample::rate).toList()),
        Statistics.of(outcome.ours().stream().map(Sample::bytesPerRecord).toList()).median(),
        0,
        outcome.peer(),
        scenario.target().isPresent()
            ? Optional.of(scenario.target().getAsDouble())
            : Optional.empty(),
        Optional.empty());
  }

  static void requireOutput(Scenario scenario, long records, Checksum checksum) {
    long net = scenario.outcome().sumsUp() ? checksum.net() : 0;
    OptionalLong changes = scenario.outcome().outputRows(records, net);
    if (changes.isPresent() && changes.getAsLong() != checksum.changes()) {
      throw new CheckFailure(
          checksum.changes() + " rows of output instead of " + changes.getAsLong());
    }
  }

  private static void requireRows(Scenario scenario, DuckDb peer, Checksum checksum) {
    if (!scenario.outcome().sumsUp()) {
      return;
    }
    String rows =
        peer.query("SELECT COUNT(*) FROM (" + scenario.peerSql() + ")")
                    .getFirst()
                    .values()
                    .getFirst()
                instanceof Number count
            ? Long.toString(count.longValue())
            : "no count";
    if (!rows.equals(Long.toString(checksum.net()))) {
      throw new CheckFailure("a result of " + checksum.net() + " rows; DuckDB has " + rows);
    }
  }
}
