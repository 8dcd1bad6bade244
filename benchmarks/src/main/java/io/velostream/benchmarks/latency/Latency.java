package io.velostream.benchmarks.latency;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/// What a run below full load has shown. Times are from the moment at which a record was due to
/// arrive to the end of the step that took it, so that a late start counts as waiting.
///
/// @param scenario its id
/// @param load the part of full speed at which records arrived
/// @param fullRate records per second at full speed
/// @param records that arrived
/// @param batches in which they were taken, a call of the pipeline for each
/// @param nanos one time for each record
/// @param bare the same of a loop that takes the records as they arrive and does nothing with them:
///   what the machine alone makes of the measurement
/// @param stalls of the thread that ran the query
public record Latency(
    String scenario,
    double load,
    double fullRate,
    long records,
    long batches,
    Histogram nanos,
    Histogram bare,
    Stalls stalls) {
  /// Records per second that arrived.
  public double rate() {
    return load * fullRate;
  }

  /// A time that so many percent of the records did not exceed, in microseconds.
  public double micros(double percent) {
    return micros(nanos, percent);
  }

  private static double micros(Histogram histogram, double percent) {
    return histogram.getValueAtPercentile(percent) / 1e3;
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /// A few lines.
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s at %.0f %% of %,.0f records/s: %,d records in %,d batches%nmicroseconds from arrival to"
            + " changes: p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, greatest %.0f%nthe same loop"
            + " without the query:      p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, greatest"
            + " %.0f%nstalls of %d ms and more: %d, %.1f ms in all; in the run the thread waited"
            + " %.1f ms for a core, the host had the cores for %.0f ms, garbage was collected for"
            + " %.0f ms, compilers worked for %.0f ms%n",
        scenario,
        load * 100,
        fullRate,
        records,
        batches,
        micros(50),
        micros(90),
        micros(99),
        micros(99.9),
        micros(100),
        micros(bare, 50),
        micros(bare, 90),
        micros(bare, 99),
        micros(bare, 99.9),
        micros(bare, 100),
        StallLog.LEAST_NANOS / 1_000_000,
        stalls.count(),
        millis(stalls.nanos()),
        millis(stalls.waitedNanos()),
        millis(stalls.stolenNanos()),
        millis(stalls.collectedNanos()),
        millis(stalls.compiledNanos()));
  }

  /// A JSON object.
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"scenario\": \"%s\", \"load\": %.3f, \"full_records_per_second\": %.0f,"
            + " \"records_per_second\": %.0f, \"records\": %d, \"batches\": %d,"
            + " \"p50_micros\": %.3f, \"p90_micros\": %.3f, \"p99_micros\": %.3f,"
            + " \"p999_micros\": %.3f, \"max_micros\": %.3f, \"bare_p50_micros\": %.3f,"
            + " \"bare_p99_micros\": %.3f, \"bare_p999_micros\": %.3f,"
            + " \"bare_max_micros\": %.3f, \"stalls\": %d, \"stalled_millis\": %.3f,"
            + " \"waited_millis\": %.3f, \"stolen_millis\": %.3f, \"collected_millis\": %.3f,"
            + " \"compiled_millis\": %.3f}%n",
        scenario,
        load,
        fullRate,
        rate(),
        records,
        batches,
        micros(50),
        micros(90),
        micros(99),
        micros(99.9),
        micros(100),
        micros(bare, 50),
        micros(bare, 99),
        micros(bare, 99.9),
        micros(bare, 100),
        stalls.count(),
        millis(stalls.nanos()),
        millis(stalls.waitedNanos()),
        millis(stalls.stolenNanos()),
        millis(stalls.collectedNanos()),
        millis(stalls.compiledNanos()));
  }
}
