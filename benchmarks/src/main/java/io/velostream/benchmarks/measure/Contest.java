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
  private static final int MIN_WARM_UPS = 3;
  private static final int MAX_WARM_UPS = 10;
  private static final double SETTLED = 0.97;
  private static final long WARM_UP_NANOS = 12_000_000_000L;
  private static final long MIN_RUN_NANOS = 100_000_000L;
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
    int passes = warmUp();
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

  /// Runs until a run is hardly faster than the best before it. Says how often the input is to be
  /// read in one timed run, so that none is too short to be timed.
  private int warmUp() {
    int passes = 1;
    double best = 0;
    long end = clock.monotonicNanos() + WARM_UP_NANOS;
    for (int run = 1; run <= MAX_WARM_UPS; run++) {
      Sample sample = query.time(clock, passes, expectedNet);
      boolean settled = run >= MIN_WARM_UPS && best >= SETTLED * sample.rate();
      best = Math.max(best, sample.rate());
      if (run >= MIN_WARM_UPS && (settled || clock.monotonicNanos() > end)) {
        break;
      }
      passes = (int) Math.max(passes, MIN_RUN_NANOS * passes / sample.nanos() + 1);
    }
    return passes;
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

  private static void requireSameOutput(List<Sample> samples) {
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
