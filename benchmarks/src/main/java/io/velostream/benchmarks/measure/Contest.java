package io.velostream.benchmarks.measure;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.duckdb.DuckDbQuery;
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Times a query, and its peer in turns with it (A B A B), so that both see the same state of the
/// machine.
public final class Contest {
  private static final int PEER_WARM_UPS = 2;

  private final Clock clock;
  private final VelostreamQuery query;
  private final long expectedNet;
  private final int repeats;

  /// @param expectedNet the sum of weights that a right result has
  /// @param repeats timed runs
  public Contest(Clock clock, VelostreamQuery query, long expectedNet, int repeats) {
    this.clock = clock;
    this.query = query;
    this.expectedNet = expectedNet;
    this.repeats = repeats;
  }

  /// What the timed runs gave; `peer` is empty when there was none.
  public record Outcome(List<Sample> ours, Optional<Measurement.Peer> peer) {}

  /// Warms up, then times.
  ///
  /// @param forms forms of the peer's query, the fastest of which is timed
  public Outcome hold(Optional<DuckDb> peer, List<DuckDbQuery> forms, long records) {
    int passes = WarmUp.run(clock, query, expectedNet);
    Optional<DuckDbQuery> rival = peer.map(database -> fastest(database, forms));
    List<Sample> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    System.gc();
    for (int run = 0; run < repeats; run++) {
      ours.add(query.time(clock, passes, expectedNet));
      if (peer.isPresent() && rival.isPresent()) {
        theirs.add(records * 1e9 / nanos(peer.get(), rival.get()));
      }
    }
    requireSameOutput(ours);
    return new Outcome(
        ours, rival.map(form -> new Measurement.Peer(form.form(), Statistics.of(theirs))));
  }

  private DuckDbQuery fastest(DuckDb database, List<DuckDbQuery> forms) {
    DuckDbQuery fastest = forms.getFirst();
    long best = Long.MAX_VALUE;
    for (DuckDbQuery form : forms) {
      for (int run = 0; run < PEER_WARM_UPS; run++) {
        long nanos = nanos(database, form);
        if (nanos < best) {
          best = nanos;
          fastest = form;
        }
      }
    }
    return fastest;
  }

  private long nanos(DuckDb database, DuckDbQuery form) {
    long start = clock.monotonicNanos();
    database.execute(form.sql());
    return clock.monotonicNanos() - start;
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
