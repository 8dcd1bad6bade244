package io.velostream.benchmarks.report;

import io.velostream.benchmarks.measure.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// Measurements as a JSON array of objects with one fixed set of keys. `ratio_to_duckdb` is null
/// when DuckDB was not timed, `coordination_overhead` and `scaling_efficiency` where the modes to
/// compare with were not; a measurement that failed has a further key `failure`.
public final class JsonReport {
  private JsonReport() {}

  /// The array, one object a line.
  public static String of(List<Measurement> measurements) {
    StringJoiner objects = new StringJoiner(",\n  ", "[\n  ", "\n]\n");
    measurements.forEach(m -> objects.add(object(m)));
    return objects.toString();
  }

  private static String object(Measurement m) {
    StringJoiner members = new StringJoiner(", ", "{", "}");
    members.add(member("scenario", text(m.scenario())));
    members.add(member("mode", text(m.mode())));
    members.add(member("parallelism", Integer.toString(m.parallelism())));
    members.add(member("records", Long.toString(m.records())));
    members.add(member("output_rows", Long.toString(m.outputRows())));
    members.add(member("errors", Long.toString(m.errors())));
    members.add(member("checksum", text(m.checksum())));
    members.add(member("median_records_per_second", number(m.rates().median())));
    members.add(member("min_records_per_second", number(m.rates().min())));
    members.add(member("max_records_per_second", number(m.rates().max())));
    members.add(member("allocated_bytes_per_record", number(m.bytesPerRecord())));
    members.add(member("ratio_to_duckdb", m.ratio().map(JsonReport::number).orElse("null")));
    members.add(
        member("coordination_overhead", m.overhead().map(JsonReport::number).orElse("null")));
    members.add(
        member("scaling_efficiency", m.efficiency().map(JsonReport::number).orElse("null")));
    m.failure().ifPresent(why -> members.add(member("failure", text(why))));
    return members.toString();
  }

  private static String member(String key, String value) {
    return text(key) + ": " + value;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String text(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
