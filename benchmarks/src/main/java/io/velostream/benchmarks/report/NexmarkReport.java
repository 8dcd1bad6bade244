package io.velostream.benchmarks.report;

import io.velostream.benchmarks.nexmark.NexmarkResult;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/// The results of Nexmark, as a table and as JSON.
public final class NexmarkReport {
  private NexmarkReport() {}

  /// A line for each query, the geometric mean of the ratios, and what went wrong.
  public static String table(List<NexmarkResult> results) {
    TextTable table = new TextTable();
    table.add(
        List.of(
            "query",
            "",
            "mode",
            "pipelines",
            "events",
            "events/s",
            "min",
            "max",
            "CPU s/M",
            "out rows",
            "errors",
            "checksum",
            "Flink events/s",
            "ratio"));
    results.forEach(result -> table.add(cells(result)));
    StringBuilder text = new StringBuilder(table.render());
    geometricMean(results)
        .ifPresent(mean ->
            text.append(String.format(Locale.ROOT, "geometric mean of the ratios: %.2f%n", mean)));
    for (NexmarkResult result : results) {
      result
          .failure()
          .ifPresent(why ->
              text.append("FAILED ").append(result.query()).append(": ").append(why).append('\n'));
    }
    return text.toString();
  }

  private static List<String> cells(NexmarkResult result) {
    return List.of(
        result.query(),
        result.title(),
        result.mode(),
        Integer.toString(result.parallelism()),
        String.format(Locale.ROOT, "%,d", result.events()),
        thousands(result.rates().median()),
        thousands(result.rates().min()),
        thousands(result.rates().max()),
        String.format(Locale.ROOT, "%.2f", result.cpuSecondsPerMillion()),
        String.format(Locale.ROOT, "%,d", result.outputRows()),
        Long.toString(result.errors()),
        result.checksum(),
        result.flinkRate().isPresent() ? thousands(result.flinkRate().getAsDouble()) : "-",
        result.ratio().isPresent()
            ? String.format(Locale.ROOT, "%.2f", result.ratio().getAsDouble())
            : "-");
  }

  private static String thousands(double rate) {
    return String.format(Locale.ROOT, "%,.0f K", rate / 1e3);
  }

  static OptionalDouble geometricMean(List<NexmarkResult> results) {
    OptionalDouble mean =
        results.stream()
            .filter(result -> result.ratio().isPresent())
            .mapToDouble(result -> Math.log(result.ratio().getAsDouble()))
            .average();
    return mean.isPresent()
        ? OptionalDouble.of(Math.exp(mean.getAsDouble()))
        : OptionalDouble.empty();
  }

  /// An array of objects.
  public static String json(List<NexmarkResult> results) {
    StringJoiner objects = new StringJoiner(",\n  ", "[\n  ", "\n]\n");
    for (NexmarkResult result : results) {
      StringJoiner members = new StringJoiner(", ", "{", "}");
      members.add("\"scenario\": \"" + result.query() + "\"");
      members.add("\"query\": \"" + result.query() + "\"");
      members.add("\"pregenerated\": " + result.pregenerated());
      members.add("\"mode\": \"" + result.mode() + "\"");
      members.add("\"parallelism\": " + result.parallelism());
      members.add("\"records\": " + result.events());
      members.add("\"output_rows\": " + result.outputRows());
      members.add("\"errors\": " + result.errors());
      members.add("\"checksum\": \"" + result.checksum() + "\"");
      members.add("\"median_records_per_second\": " + number(result.rates().median()));
      members.add("\"min_records_per_second\": " + number(result.rates().min()));
      members.add("\"max_records_per_second\": " + number(result.rates().max()));
      members.add("\"allocated_bytes_per_record\": " + number(result.allocatedBytesPerEvent()));
      members.add("\"ratio_to_duckdb\": null");
      members.add("\"coordination_overhead\": null");
      members.add("\"scaling_efficiency\": null");
      members.add("\"events_per_second\": " + number(result.rates().median()));
      members.add("\"min_events_per_second\": " + number(result.rates().min()));
      members.add("\"max_events_per_second\": " + number(result.rates().max()));
      members.add("\"cpu_seconds_per_million_events\": " + number(result.cpuSecondsPerMillion()));
      members.add(
          "\"ratio_to_flink\": "
              + (result.ratio().isPresent() ? number(result.ratio().getAsDouble()) : "null"));
      result
          .failure()
          .ifPresent(why ->
              members.add("\"failure\": \"" + why.replaceAll("[\"\\\\\\p{Cntrl}]", " ") + "\""));
      objects.add(members.toString());
    }
    return objects.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
