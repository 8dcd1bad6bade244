package io.velostream.benchmarks.measure;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Measures one query driven in several ways, in turns (A B C A B C), so that the ratios between
/// them share one state of the machine.
///
/// @param world the seams
/// @param clock measures the runs: wall time, or the CPU time of the busiest thread
/// @param repeats timed runs
/// @param batchRows rows per batch of the input
/// @param modes how to drive the query
public record ModeBenchmark(
    World world, Clock clock, int repeats, int batchRows, List<Mode> modes) {
  public ModeBenchmark {
    modes = List.copyOf(modes);
  }

  /// Measures one scenario, giving a measurement for each mode in their order.
  ///
  /// @param records how many to time, or 0 for the scenario's own number
  /// @throws CheckFailure when a result is wrong
  public List<Measurement> measure(Scenario scenario, long records) {
    for (Mode mode : modes) {
      new ScenarioCheck(world, scenario).check(scenario.checkRecords(), batchRows, mode);
    }
    boolean shared = modes.stream().anyMatch(mode -> mode.pipelines() > 1);
    long timed =
        shared ? scenario.timedInPipelines(records) : scenario.timedRecords(records);
    DataSet data = scenario.table().generate(timed, batchRows);
    List<Contestant> contestants = new ArrayList<>();
    try {
      for (Mode mode : modes) {
        contestants.add(Contestant.of(this, scenario, data, mode));
      }
      requireSameResult(contestants);
      System.gc();
      for (int run = 0; run < repeats; run++) {
        contestants.forEach(contestant -> contestant.time(clock));
      }
      List<Measurement> measured =
          contestants.stream().map(contestant -> contestant.measurement(scenario, data)).toList();
      return measured.stream().map(one -> one.comparedWith(measured)).toList();
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  /// All modes give the same to the last bit, however many pipelines they have.
  private static void requireSameResult(List<Contestant> contestants) {
    Contestant first = contestants.getFirst();
    for (Contestant contestant : contestants) {
      if (!contestant.checksum.hex().equals(first.checksum.hex())) {
        throw new CheckFailure(
            "%s gives %s, %s gives %s"
                .formatted(
                    first.mode, first.checksum.hex(), contestant.mode, contestant.checksum.hex()));
      }
    }
  }

  /// One way of driving the query.
  private static final class Contestant implements AutoCloseable {
    private final Mode mode;
    private final VelostreamQuery query;
    private final Checksum checksum;
    private final int passes;
    private final List<Sample> samples = new ArrayList<>();

    private Contestant(Mode mode, VelostreamQuery query, Checksum checksum, int passes) {
      this.mode = mode;
      this.query = query;
      this.checksum = checksum;
      this.passes = passes;
    }

    /// Checks the result on the timed input, and warms up.
    static Contestant of(ModeBenchmark benchmark, Scenario scenario, DataSet data, Mode mode) {
      VelostreamQuery query =
          VelostreamQuery.over(benchmark.world, data, scenario.settings(), scenario.sql(), mode);
      try {
        VelostreamQuery.Run<Checksum> run = query.run(_ -> new Checksum());
        if (run.records() != data.records()) {
          throw new CheckFailure(mode + " has read " + run.records() + " of " + data.records());
        }
        Checksum checksum = run.output();
        ScenarioBenchmark.requireOutput(scenario, data.records(), checksum);
        int passes = WarmUp.run(benchmark.clock, query, checksum.net(), mode.pipelines());
        return new Contestant(mode, query, checksum, passes);
      } catch (RuntimeException e) {
        query.close();
        throw e;
      }
    }

    void time(Clock clock) {
      samples.add(query.time(clock, passes, checksum.net()));
    }

    Measurement measurement(Scenario scenario, DataSet data) {
      Contest.requireSameOutput(samples);
      Sample sample = samples.getFirst();
      long unexpected = Math.abs(sample.lateRows() - scenario.table().lateRows(data.records()));
      return new Measurement(
          scenario.id(),
          scenario.title(),
          mode.name(),
          mode.pipelines(),
          data.records(),
          sample.outputRows(),
          sample.lateRows(),
          sample.errorRows() + unexpected,
          checksum.hex(),
          Statistics.of(samples.stream().map(Sample::rate).toList()),
          Statistics.of(samples.stream().map(Sample::bytesPerRecord).toList()).median(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public void close() {
      query.close();
    }
  }
}
