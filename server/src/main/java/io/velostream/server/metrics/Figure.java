package io.velostream.server.metrics;

import java.util.Locale;
import java.util.OptionalDouble;

/// A figure of a job.
///
/// @param name for Prometheus, without the prefix and without the suffix of counters, in base units
/// @param words what it is called for people
/// @param help one sentence
/// @param counter whether it only grows within a run
/// @param value empty when it is not known
public record Figure(
    String name, String words, String help, boolean counter, OptionalDouble value) {
  /// A value for people: without a fraction when it has none.
  public static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
