package io.velostream.benchmarks.bytes;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.check.NetResult;
import io.velostream.benchmarks.check.ResultRow;
import io.velostream.benchmarks.check.RowComparison;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.duckdb.DuckDbQuery;
import io.velostream.benchmarks.measure.Contest;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Sample;
import io.velostream.benchmarks.measure.Statistics;
import io.velostream.benchmarks.measure.VelostreamQuery;
import io.velostream.columnar.Field;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Measures queries over files. The files lie in the operating system's cache: the first runs read
/// them.
///
/// @param world the seams
/// @param clock measures the runs: wall time, or the thread's CPU time
/// @param repeats timed runs
/// @param againstDuckDb whether DuckDB is timed, too
/// @param folder where the files are written
public record BytesBenchmark(
    World world, Clock clock, int repeats, boolean againstDuckDb, Path folder) {
  private static final long CHECKED = 70_000;

  /// Measures one scenario; its file is written unless it is there.
  ///
  /// @throws IOException when the file cannot be written
  /// @throws CheckFailure when a result is wrong
  public Measurement measure(ByteScenario scenario, long records) throws IOException {
    check(scenario, written(scenario.input(), CHECKED));
    Path file = written(scenario.input(), records);
    try (VelostreamQuery query = query(scenario, file);
        DuckDb peer = peer(scenario, file)) {
      VelostreamQuery.Run<Checksum> run = query.run(_ -> new Checksum());
      Checksum checksum = run.output();
      List<DuckDbQuery> forms =
          List.of(
              DuckDbQuery.stored(scenario.peerSql()),
              DuckDbQuery.folded(scenario.peerSql(), query.schema()));
      Contest contest = new Contest(clock, query, checksum.net(), repeats);
      Contest.Outcome outcome =
          contest.hold(againstDuckDb ? Optional.of(peer) : Optional.empty(), forms, records);
      Sample sample = outcome.ours().getFirst();
      long lost = Math.abs(records - run.records());
      return new Measurement(
          scenario.id(),
          scenario.title(),
          "direct",
          1,
          records,
          sample.outputRows(),
          0,
          sample.errorRows() + sample.lateRows() + lost,
          checksum.hex(),
          Statistics.of(outcome.ours().stream().map(Sample::rate).toList()),
          Statistics.of(outcome.ours().stream().map(Sample::bytesPerRecord).toList()).median(),
          Files.size(file),
          outcome.peer(),
          Optional.of(scenario.target()),
          Optional.empty());
    }
  }

  /// Compares the result over a file of so many records with the right one.
  ///
  /// @throws IOException when the file cannot be written
  /// @throws CheckFailure when they differ
  public void check(ByteScenario scenario, long records, List<ResultRow> expected)
      throws IOException {
    check(scenario, written(scenario.input(), records), _ -> expected);
  }

  private void check(ByteScenario scenario, Path file) {
    check(scenario, file, peer -> peer.query(scenario.peerSql()));
  }

  private void check(ByteScenario scenario, Path file, Function<DuckDb, List<ResultRow>> expected) {
    try (VelostreamQuery query = query(scenario, file);
        DuckDb peer = peer(scenario, file)) {
      NetResult ours = query.run(NetResult::new).output();
      List<String> names = ours.schema().fields().stream().map(Field::name).toList();
      new RowComparison(names, scenario.approximate())
          .difference(ours.rows(), expected.apply(peer))
          .ifPresent(difference -> {
            throw new CheckFailure("scenario " + scenario.id() + ": " + difference);
          });
    }
  }

  private VelostreamQuery query(ByteScenario scenario, Path file) {
    return VelostreamQuery.over(
        world, scenario.input().declaration(file.toString()), scenario.sql());
  }

  private static DuckDb peer(ByteScenario scenario, Path file) {
    DuckDb peer = DuckDb.open();
    peer.execute(scenario.input().peerDeclaration(file.toString()));
    return peer;
  }

  private Path written(TextInput input, long records) throws IOException {
    Path file = folder.resolve(input.fileName(records));
    if (!Files.exists(file)) {
      input.write(file, records);
    }
    return file;
  }
}
