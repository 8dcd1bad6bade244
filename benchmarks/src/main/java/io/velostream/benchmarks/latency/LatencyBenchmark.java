package io.velostream.benchmarks.latency;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.scenario.Outcome;
import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.InputSpec;
import io.velostream.engine.InputTable;
import io.velostream.engine.OpenQuery;
import io.velostream.engine.Session;
import io.velostream.operators.Output;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/// Lets records arrive one by one at a steady pace, whatever the query does, and takes all that
/// have arrived as one batch as soon as the one before is done with. One thread.
///
/// @param world the seams
/// @param clock by which records arrive and times are taken
/// @param warmUps runs at full speed, the last of which tells the pace
public record LatencyBenchmark(World world, Clock clock, int warmUps) {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  /// When records arrive.
  @FunctionalInterface
  private interface Arrivals {
    /// Records that have arrived after so many nanoseconds.
    long after(long nanos);
  }

  /// What a run has given.
  private record Run(long nanos, long batches, long changes, long net, Stalls stalls) {}

  /// Counts what comes out.
  private static final class Tally implements Output {
    private long changes;
    private long net;

    @Override
    public void emit(Batch batch) {
      changes += batch.rowCount();
      for (int k = 0; k < batch.rowCount(); k++) {
        net += batch.weightAt(batch.rowAt(k));
      }
    }
  }

  /// Measures a scenario.
  ///
  /// @param load the part of full speed at which records arrive
  /// @throws CheckFailure when the pace changes the result
  public Latency measure(Scenario scenario, long records, int batchRows, double load) {
    DataSet data = scenario.table().generate(scenario.timedRecords(records), batchRows);
    long count = data.records();
    Run full = run(scenario, data, _ -> count, newHistogram(), 0);
    for (int i = 1; i < warmUps; i++) {
      full = run(scenario, data, _ -> count, newHistogram(), 0);
    }
    double fullRate = count * 1e9 / full.nanos();
    double rate = fullRate * load;
    Arrivals steady = nanos -> Math.min(count, (long) (nanos * (rate / 1e9)));
    // Small batches take other ways through the code than large ones: these warm up, too.
    for (int i = 1; i < warmUps; i++) {
      run(scenario, data, steady, newHistogram(), 1e9 / rate);
    }
    // What earlier runs and making the input have left is no part of this one.
    System.gc();
    Histogram times = newHistogram();
    Run paced = run(scenario, data, steady, times, 1e9 / rate);
    boolean byBatch = scenario.outcome() instanceof Outcome.ChangesPerBatch;
    if (paced.net() != full.net() || (paced.changes() != full.changes() && !byBatch)) {
      throw new CheckFailure("at full speed " + full + ", else " + paced);
    }
    Histogram bare = newHistogram();
    takeOnly(count, steady, newHistogram(), 1e9 / rate, paced.nanos() / 10);
    takeOnly(count, steady, bare, 1e9 / rate, paced.nanos());
    return new Latency(
        scenario.id(), load, fullRate, count, paced.batches(), times, bare, paced.stalls());
  }

  /// Takes records as they arrive, and that is all.
  private void takeOnly(
      long records, Arrivals arrivals, Histogram times, double nanosEach, long longestNanos) {
    long taken = 0;
    long start = clock.monotonicNanos();
    long now = 0;
    while (taken < records && now < longestNanos) {
      now = clock.monotonicNanos() - start;
      long due = arrivals.after(now);
      if (due == taken) {
        Thread.onSpinWait();
      }
      while (taken < due) {
        times.recordValue(Math.max(0, now - (long) (++taken * nanosEach)));
      }
    }
  }

  private static Histogram newHistogram() {
    return new Histogram(LONGEST_NANOS, 3);
  }

  private Run run(
      Scenario scenario, DataSet data, Arrivals arrivals, Histogram times, double nanosEach) {
    InputSpec spec =
        InputSpec.of(data.table().name(), data.table().schema()).withCapacity(Integer.MAX_VALUE);
    try (Session session = Session.open(world)) {
      scenario.settings().forEach(session::set);
      InputTable table =
          session.input(data.table().watermark().map(spec::withWatermark).orElse(spec));
      Tally tally = new Tally();
      try (OpenQuery query = session.prepare(scenario.sql()).open(tally)) {
        return drive(data, arrivals, times, nanosEach, table, query, tally);
      }
    } catch (IOException e) {
      throw new EnvironmentException("a run could not read its input", e, false);
    }
  }

  private Run drive(
      DataSet data,
      Arrivals arrivals,
      Histogram times,
      double nanosEach,
      InputTable table,
      OpenQuery query,
      Tally tally)
      throws IOException {
    long taken = 0;
    long batches = 0;
    StallLog stalls = new StallLog();
    long start = clock.monotonicNanos();
    long end = 0;
    while (taken < data.records()) {
      long now = clock.monotonicNanos() - start;
      stalls.look(end, now);
      long due = arrivals.after(now);
      end = now;
      if (due == taken) {
        Thread.onSpinWait();
        continue;
      }
      Batch rows = rows(data, taken, due);
      table.add(rows);
      query.step();
      batches++;
      end = clock.monotonicNanos() - start;
      stalls.look(now, end);
      for (int k = 1; k <= rows.rowCount() && nanosEach > 0; k++) {
        times.recordValue(Math.max(0, end - (long) ((taken + k) * nanosEach)));
      }
      taken += rows.rowCount();
    }
    long nanos = clock.monotonicNanos() - start;
    table.close();
    boolean more = true;
    while (more) {
      more = query.step();
    }
    return new Run(nanos, batches, tally.changes, tally.net, stalls.all());
  }

  /// The records from `from` on, before `to`, as far as they lie in one batch.
  private static Batch rows(DataSet data, long from, long to) {
    Batch batch = data.batches().get((int) (from / data.batchRows()));
    int first = (int) (from % data.batchRows());
    int count = (int) Math.min(to - from, batch.rowCount() - first);
    if (count == batch.rowCount()) {
      return batch;
    }
    int[] selection = new int[count];
    for (int k = 0; k < count; k++) {
      selection[k] = first + k;
    }
    return batch.select(selection, count);
  }
}
