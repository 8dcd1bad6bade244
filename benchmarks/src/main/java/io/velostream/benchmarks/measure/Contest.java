package io.velostream.benchmarks.measure;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.duckdb.DuckDbQuery;
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Times a query, and its peer in turns with it (A B A B), so that both see the same state of the
/// machine. Several contests can be held in turns, too.
public final class Contest {
  private static final int PEER_WARM_UPS = 2;

  private final Clock clock;
  private final VelostreamQuery query;
  private final long expectedNet;
  private final long records;
  private final Optional<Rival> rival;
  private final int passes;
  private final List<Sample> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();

  /// The peer, and the form of its query that is its fastest.
  private record Rival(DuckDb database, DuckDbQuery form) {}

  private Contest(
      Clock clock,
      VelostreamQuery query,
      long expectedNet,
      long records,
      int passes,
      Optional<Rival> rival) {
    this.clock = clock;
    this.query = query;
    this.expectedNet = expectedNet;
    this.records = records;
    this.passes = passes;
    this.rival = rival;
  }

  /// What the timed runs gave; `peer` is empty when there was none.
  public record Outcome(List<Sample> ours, Optional<Measurement.Peer> peer) {}

  /// Warms up.
  ///
  /// @param expectedNet the sum of weights that a right result has
  /// @param forms forms of the peer's query, the fastest of which is timed
  /// @param records of the input
  public static Contest prepare(
      Clock clock,
      VelostreamQuery query,
      long expectedNet,
      Optional<DuckDb> peer,
      List<DuckDbQuery> forms,
      long records) {
    int passes = WarmUp.run(clock, query, expectedNet, query.pipelines());
    Optional<Rival> rival =
        peer.map(database -> new Rival(database, fastest(clock, database, forms)));
    return new Contest(clock, query, expectedNet, records, passes, rival);
  }

  /// Times each side of each contest so many times, in turns.
  public static void hold(List<Contest> contests, int repeats) {
    System.gc();
    for (int run = 0; run < repeats; run++) {
      contests.forEach(Contest::round);
    }
  }

  /// The figures so far, of one round at least.
  public Outcome outcome() {
    requireSameOutput(ours);
    return new Outcome(
        ours, rival.map(r -> new Measurement.Peer(r.form().form(), Statistics.of(theirs))));
  }

  private void round() {
    ours.add(query.time(clock, passes, expectedNet));
    rival.ifPresent(r -> theirs.add(records * 1e9 / nanos(clock, r.database(), r.form())));
  }

  private static DuckDbQuery fastest(Clock clock, DuckDb database, List<DuckDbQuery> forms) {
    DuckDbQuery fastest = forms.getFirst();
    long best = Long.MAX_VALUE;
    for (DuckDbQuery form : forms) {
      for (int run = 0; run < PEER_WARM_UPS; run++) {
        long nanos = nanos(clock, database, form);
        if (nanos < best) {
          best = nanos;
          fastest = form;
        }
      }
    }
    return fastest;
  }

  /// How long the peer takes. Its CPU time on several threads is taken as shared evenly between
  /// them, which is the best that it could do.
  private static long nanos(Clock clock, DuckDb database, DuckDbQuery form) {
    boolean shared = clock instanceof CpuClock && database.threads() > 1;
    long start = shared ? CpuClock.processNanos() : clock.monotonicNanos();
    database.execute(form.sql());
    return shared
        ? (CpuClock.processNanos() - start) / database.threads()
        : clock.monotonicNanos() - start;
  }

  static void requireSameOutput(List<Sample> samples) {
    Sample first = samples.getFirst();
    for (Sample sample : samples) {
      if (sample.outputRows() != first.outputRows()
          || sample.lateRows() != first.lateRows()
          || sample.errorRows() != first.errorRows()) {
        throw new CheckFailure("timed runs differ: " + first + " and " + sample);
      }
    }
  }
}
