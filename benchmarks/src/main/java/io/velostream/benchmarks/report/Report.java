package io.velostream.benchmarks.report;

import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of measurements.
public final class Report {
  private Report() {}

  /// One line per measurement under a line of names, and below it what went wrong.
  public static String table(List<Measurement> measurements) {
    Columns columns = Columns.of(measurements);
    TextTable table = new TextTable();
    table.add(header(columns));
    measurements.forEach(m -> table.add(cells(m, columns)));
    StringBuilder text = new StringBuilder(table.render());
    for (Measurement m : measurements) {
      m.failure()
          .ifPresent(why ->
              text.append("FAILED ").append(m.scenario()).append(": ").append(why).append('\n'));
      if (m.failure().isEmpty() && m.errors() > 0) {
        text.append("FAILED ")
            .append(m.scenario())
            .append(": errors ")
            .append(m.errors())
            .append('\n');
      }
    }
    return text.toString();
  }

  /// Which columns are shown.
  ///
  /// @param modes whether there is one that is not `direct`
  /// @param bytes whether there is a file
  /// @param peer whether DuckDB has a column: not where modes alone are compared
  private record Columns(boolean modes, boolean bytes, boolean peer) {
    static Columns of(List<Measurement> measurements) {
      boolean modes = measurements.stream().anyMatch(m -> !m.mode().equals("direct"));
      return new Columns(
          modes,
          measurements.stream().anyMatch(m -> m.bytesIn() > 0),
          !modes || measurements.stream().anyMatch(m -> m.peer().isPresent()));
    }
  }

  private static List<String> header(Columns columns) {
    List<String> names = new ArrayList<>(List.of("id", "scenario"));
    if (columns.modes()) {
      names.addAll(List.of("mode", "pipelines"));
    }
    names.addAll(
        List.of(
            "records",
            "records/s",
            "min",
            "max",
            "ns/rec",
            "out rows",
            "late",
            "errors",
            "checksum",
            "B/rec"));
    if (columns.bytes()) {
      names.add("MB/s");
    }
    if (columns.modes()) {
      names.addAll(List.of("overhead", "efficiency"));
    }
    if (columns.peer()) {
      names.addAll(List.of("DuckDB rec/s", "form", "ratio", "goal"));
    }
    return names;
  }

  private static List<String> cells(Measurement m, Columns columns) {
    List<String> cells = new ArrayList<>(List.of(m.scenario(), m.title()));
    if (columns.modes()) {
      cells.addAll(List.of(m.mode(), Integer.toString(m.parallelism())));
    }
    cells.addAll(
        List.of(
            count(m.records()),
            rate(m.rates().median()),
            rate(m.rates().min()),
            rate(m.rates().max()),
            decimals(m.nanosPerRecord(), 1),
            count(m.outputRows()),
            count(m.lateRows()),
            count(m.errors()),
            m.checksum(),
            decimals(m.bytesPerRecord(), 2)));
    if (columns.bytes()) {
      cells.add(decimals(m.megabytesPerSecond(), 0));
    }
    if (columns.modes()) {
      cells.add(m.overhead().map(o -> decimals(100 * o, 1) + " %").orElse("-"));
      cells.add(m.efficiency().map(e -> decimals(e, 2)).orElse("-"));
    }
    if (columns.peer()) {
      cells.add(m.peer().map(p -> rate(p.rates().median())).orElse("-"));
      cells.add(m.peer().map(Measurement.Peer::form).orElse("-"));
      cells.add(m.ratio().map(r -> decimals(r, 2)).orElse("-"));
      cells.add(goal(m));
    }
    return cells;
  }

  private static String goal(Measurement m) {
    if (m.target().isEmpty()) {
      return "-";
    }
    double target = m.target().get();
    String reached = m.ratio().map(r -> r >= target ? " met" : " missed").orElse("");
    return decimals(target, 1) + reached;
  }

  /// Spread of some rates in one short text, for progress messages.
  public static String summary(Statistics rates) {
    return rate(rates.median()) + "/s (" + rate(rates.min()) + " to " + rate(rates.max()) + ")";
  }

  private static String rate(double perSecond) {
    if (perSecond < 1e3) {
      return decimals(perSecond, 2);
    }
    return perSecond >= 1e6
        ? decimals(perSecond / 1e6, 2) + " M"
        : decimals(perSecond / 1e3, 1) + " K";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String decimals(double number, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }
}
