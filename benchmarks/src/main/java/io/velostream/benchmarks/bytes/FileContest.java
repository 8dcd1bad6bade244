package io.velostream.benchmarks.bytes;

import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.duckdb.DuckDbQuery;
import io.velostream.benchmarks.measure.Contest;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Mode;
import io.velostream.benchmarks.measure.Sample;
import io.velostream.benchmarks.measure.Statistics;
import io.velostream.benchmarks.measure.VelostreamQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One way of driving a query over a file, with DuckDB beside it on as many threads. To be closed.
///
/// @param run what an untimed run gave
/// @param bytes length of the file
record FileContest(
    ByteScenario scenario,
    Mode mode,
    long records,
    long bytes,
    VelostreamQuery query,
    DuckDb peer,
    VelostreamQuery.Run<Checksum> run,
    Contest contest)
    implements AutoCloseable {

  /// Takes the checksum and warms up.
  static FileContest prepare(
      BytesBenchmark benchmark, ByteScenario scenario, Path file, long records, Mode mode)
      throws IOException {
    long bytes = Files.size(file);
    VelostreamQuery query = benchmark.query(scenario, file, mode);
    DuckDb peer = BytesBenchmark.peer(scenario, file, mode);
    try {
      VelostreamQuery.Run<Checksum> run = query.run(_ -> new Checksum());
      List<DuckDbQuery> forms =
          List.of(
              DuckDbQuery.stored(scenario.peerSql()),
              DuckDbQuery.folded(scenario.peerSql(), query.schema()));
      Optional<DuckDb> rival = benchmark.againstDuckDb() ? Optional.of(peer) : Optional.empty();
      Contest contest =
          Contest.prepare(benchmark.clock(), query, run.output().net(), rival, forms, records);
      return new FileContest(scenario, mode, records, bytes, query, peer, run, contest);
    } catch (RuntimeException e) {
      query.close();
      peer.close();
      throw e;
    }
  }

  /// What the timed runs gave.
  Measurement measurement() {
    Contest.Outcome outcome = contest.outcome();
    Sample sample = outcome.ours().getFirst();
    long lost = Math.abs(records - run.records());
    return new Measurement(
        scenario.id(),
        scenario.title(),
        mode.name(),
        mode.pipelines(),
        records,
        sample.outputRows(),
        0,
        sample.errorRows() + sample.lateRows() + lost,
        run.output().hex(),
        Statistics.of(outcome.ours().stream().map(Sample::rate).toList()),
        Statistics.of(outcome.ours().stream().map(Sample::bytesPerRecord).toList()).median(),
        bytes,
        outcome.peer(),
        Optional.of(scenario.target()),
        Optional.empty());
  }

  @Override
  public void close() {
    query.close();
    peer.close();
  }
}
