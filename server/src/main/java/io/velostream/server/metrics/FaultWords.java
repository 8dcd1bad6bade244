package io.velostream.server.metrics;

import io.velostream.runtime.job.FaultFigures;
import java.util.Locale;

/// Rows at fault in words, for people and for Prometheus.
public final class FaultWords {
  private FaultWords() {}

  /// What they are called for people: `skipped, read from trades`.
  public static String of(FaultFigures fault) {
    String fate =
        switch (fault.fate()) {
          case SKIPPED -> "skipped";
          case DEAD_LETTERED -> "dead letters";
        };
    return switch (fault.side()) {
      case SOURCE -> fate + ", read from " + fault.table();
      case SINK -> fate + ", refused by " + fault.table();
    };
  }

  /// The name of the metric, without the prefix and without the suffix of counters.
  public static String name(FaultFigures.Fate fate) {
    return switch (fate) {
      case SKIPPED -> "table_skipped_records";
      case DEAD_LETTERED -> "table_dead_letter_records";
    };
  }

  /// How the table is used, as a label.
  public static String side(FaultFigures fault) {
    return fault.side().name().toLowerCase(Locale.ROOT);
  }

  /// The name with its labels, but for the one of the job.
  public static String metric(FaultFigures fault) {
    return "%s{table=\"%s\",side=\"%s\"}"
        .formatted(name(fault.fate()), fault.table(), side(fault));
  }
}
