package io.velostream.benchmarks.overhead;

import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.Tables;
import io.velostream.benchmarks.measure.Statistics;
import io.velostream.benchmarks.scenario.Scenarios;
import io.velostream.engine.Session;
import io.velostream.plan.Plan;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Adds the parts to the bare operators one by one, from the first to the last and from the last to
/// the first, since what a part costs depends on what is there already. All combinations are warm,
/// and run in turns.
///
/// @param world the seams
/// @param clock measures the runs
/// @param repeats timed runs of each combination
public record OverheadBenchmark(World world, Clock clock, int repeats) {
  private static final int WARM_UPS = 5;

  /// What a part costs.
  ///
  /// @param forward nanoseconds a record more, with the parts before it there
  /// @param backward nanoseconds a record more, with the parts behind it there
  public record Cost(Part part, double forward, double backward) {}

  /// What was found.
  ///
  /// @param bare nanoseconds a record of the operators alone
  /// @param all nanoseconds a record with all parts
  public record Result(long records, double bare, double all, List<Cost> costs) {}

  /// Measures scenario 2 over so many records.
  ///
  /// @throws CheckFailure when a part changes the result
  public Result measure(long records, int batchRows) {
    DataSet data = Tables.timedTrades().generate(records, batchRows);
    Plan timed = plan(data, data.table().watermark());
    Plan timeless = plan(data, Optional.empty());
    Map<Set<Part>, List<Double>> times = new LinkedHashMap<>();
    List<PartedRun> runs = new ArrayList<>();
    List<Part> parts = List.of(Part.values());
    List<Part> reversed = new ArrayList<>(parts);
    Collections.reverse(reversed);
    for (List<Part> order : List.of(parts, reversed)) {
      for (int n = 0; n <= parts.size(); n++) {
        Set<Part> some = EnumSet.noneOf(Part.class);
        some.addAll(order.subList(0, n));
        if (times.putIfAbsent(some, new ArrayList<>()) == null) {
          Plan plan = some.contains(Part.WATERMARK) ? timed : timeless;
          runs.add(new PartedRun(world, plan, data, some));
        }
      }
    }
    requireSameResult(runs);
    for (int i = 0; i < WARM_UPS + repeats; i++) {
      for (PartedRun run : runs) {
        double nanos = run.time(clock) / (double) records;
        if (i >= WARM_UPS) {
          times.computeIfAbsent(run.parts(), _ -> new ArrayList<>()).add(nanos);
        }
      }
    }
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      costs.add(
          new Cost(
              part,
              added(times, parts.subList(0, i), part),
              added(times, parts.subList(i + 1, parts.size()), part)));
    }
    return new Result(records, median(times, List.of()), median(times, parts), costs);
  }

  private Plan plan(DataSet data, Optional<String> watermark) {
    try (Session session = Session.open(world)) {
      session.register(data.table().name(), data.table().schema(), data.batches(), watermark);
      return session.prepare(Scenarios.TRADES_PER_GROUP).plan();
    }
  }

  private static void requireSameResult(List<PartedRun> runs) {
    String first = runs.getFirst().checksum();
    for (PartedRun run : runs) {
      String checksum = run.checksum();
      if (!checksum.equals(first)) {
        throw new CheckFailure(run.parts() + " gives " + checksum + " instead of " + first);
      }
    }
  }

  private static double added(Map<Set<Part>, List<Double>> times, List<Part> before, Part part) {
    List<Part> with = new ArrayList<>(before);
    with.add(part);
    return median(times, with) - median(times, before);
  }

  private static double median(Map<Set<Part>, List<Double>> times, List<Part> parts) {
    return Statistics.of(times.getOrDefault(Set.copyOf(parts), List.of())).median();
  }
}
