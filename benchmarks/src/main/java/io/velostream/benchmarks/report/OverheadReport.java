package io.velostream.benchmarks.report;

import io.velostream.benchmarks.overhead.OverheadBenchmark;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// What the parts of a job cost, as a table and as JSON.
public final class OverheadReport {
  private OverheadReport() {}

  /// A line for the operators alone, one for each part, one for all.
  public static String table(OverheadBenchmark.Result result) {
    TextTable table = new TextTable();
    table.add(List.of("part", "", "added first to last", "added last to first"));
    table.add(List.of("operators", "ns/record", number(result.bare()), number(result.bare())));
    for (OverheadBenchmark.Cost cost : result.costs()) {
      table.add(
          List.of(
              cost.part().label(), "+ ns/record", number(cost.forward()), number(cost.backward())));
    }
    table.add(List.of("all", "ns/record", number(result.all()), number(result.all())));
    return table.render();
  }

  /// An object.
  public static String json(OverheadBenchmark.Result result) {
    StringJoiner parts = new StringJoiner(",\n    ", "[\n    ", "\n  ]");
    for (OverheadBenchmark.Cost cost : result.costs()) {
      parts.add(
          "{\"part\": \"%s\", \"forward_ns_per_record\": %s, \"backward_ns_per_record\": %s}"
              .formatted(cost.part().label(), number(cost.forward()), number(cost.backward())));
    }
    return "{\"records\": %d, \"operators_ns_per_record\": %s, \"all_ns_per_record\": %s,%n  \"parts\": %s}%n"
        .formatted(result.records(), number(result.bare()), number(result.all()), parts);
  }

  private static String number(double nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos);
  }
}
