package io.velostream.benchmarks.bytes;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.check.NetResult;
import io.velostream.benchmarks.check.ResultRow;
import io.velostream.benchmarks.check.RowComparison;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.measure.Contest;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Mode;
import io.velostream.benchmarks.measure.VelostreamQuery;
import io.velostream.columnar.Field;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Measures queries over files. The files lie in the operating system's cache: the first runs read
/// them.
///
/// @param world the seams
/// @param clock measures the runs: wall time, or CPU time
/// @param repeats timed runs
/// @param againstDuckDb whether DuckDB is timed, too, with a thread for each of our pipelines
/// @param folder where the files are written
/// @param modes how to drive the queries
public record BytesBenchmark(
    World world, Clock clock, int repeats, boolean againstDuckDb, Path folder, List<Mode> modes) {
  private static final long CHECKED = 70_000;

  public BytesBenchmark {
    modes = List.copyOf(modes);
  }

  /// Measures one scenario in each mode; its file is written unless it is there.
  ///
  /// @throws IOException when the file cannot be written
  /// @throws CheckFailure when a result is wrong, or modes differ
  public List<Measurement> measure(ByteScenario scenario, long records) throws IOException {
    check(scenario, written(scenario.input(), CHECKED), peer -> peer.query(scenario.peerSql()));
    Path file = written(scenario.input(), records);
    List<FileContest> contests = new ArrayList<>();
    try {
      for (Mode mode : modes) {
        contests.add(FileContest.prepare(this, scenario, file, records, mode));
      }
      Contest.hold(contests.stream().map(FileContest::contest).toList(), repeats);
      List<Measurement> measured = contests.stream().map(FileContest::measurement).toList();
      requireSameResult(measured);
      return measured.stream().map(one -> one.comparedWith(measured)).toList();
    } finally {
      contests.forEach(FileContest::close);
    }
  }

  /// Compares the result over a file of so many records with the right one, in each mode.
  ///
  /// @throws IOException when the file cannot be written
  /// @throws CheckFailure when they differ
  public void check(ByteScenario scenario, long records, List<ResultRow> expected)
      throws IOException {
    check(scenario, written(scenario.input(), records), _ -> expected);
  }

  private void check(ByteScenario scenario, Path file, Function<DuckDb, List<ResultRow>> expected) {
    for (Mode mode : modes) {
      try (VelostreamQuery query = query(scenario, file, mode);
          DuckDb peer = peer(scenario, file, mode)) {
        NetResult ours = query.run(NetResult::new).output();
        List<String> names = ours.schema().fields().stream().map(Field::name).toList();
        new RowComparison(names, scenario.approximate())
            .difference(ours.rows(), expected.apply(peer))
            .ifPresent(difference -> {
              throw new CheckFailure("scenario " + scenario.id() + ", " + mode + ": " + difference);
            });
      }
    }
  }

  private static void requireSameResult(List<Measurement> measured) {
    Measurement first = measured.getFirst();
    for (Measurement other : measured) {
      if (!other.checksum().equals(first.checksum())) {
        throw new CheckFailure(
            "%d pipelines give %s, %d give %s"
                .formatted(
                    first.parallelism(), first.checksum(), other.parallelism(), other.checksum()));
      }
    }
  }

  VelostreamQuery query(ByteScenario scenario, Path file, Mode mode) {
    return VelostreamQuery.over(
        world, scenario.input().declaration(file.toString()), scenario.sql(), mode);
  }

  static DuckDb peer(ByteScenario scenario, Path file, Mode mode) {
    DuckDb peer = DuckDb.open(mode.pipelines());
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
