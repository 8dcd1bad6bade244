package io.velostream.cli;

import io.velostream.runtime.job.RunSummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Adds up what the statements of a script did, and prints it.
final class Summary {
  private long statements;
  private long rowsIn;
  private long rowsOut;
  private long late;
  private long errors;
  private long dropped;
  private long nanos;
  private final List<HeldState> states = new ArrayList<>();

  /// @param statement where it is
  private record HeldState(String statement, StatePeaks.Peak peak) {}

  void add(RunSummary run) {
    statements++;
    rowsIn += run.rowsIn();
    rowsOut += run.rowsOut();
    late += run.lateRows();
    errors += run.errorRows();
    dropped += run.droppedState();
    nanos += run.nanos();
  }

  /// Adds what a statement has held.
  ///
  /// @param statement where it is: `app.sql:12`
  void addState(String statement, List<StatePeaks.Peak> peaks) {
    peaks.forEach(peak -> states.add(new HeldState(statement, peak)));
  }

  void print(PrintStream out) {
    out.println();
    out.printf(Locale.ROOT, "queries      %,15d%n", statements);
    out.printf(Locale.ROOT, "rows in      %,15d%n", rowsIn);
    out.printf(Locale.ROOT, "rows out     %,15d%n", rowsOut);
    out.printf(Locale.ROOT, "late rows    %,15d%n", late);
    out.printf(Locale.ROOT, "errors       %,15d%n", errors);
    if (dropped > 0) {
      out.printf(Locale.ROOT, "state dropped%,14d%n", dropped);
    }
    out.printf(Locale.ROOT, "seconds      %,15.2f%n", nanos / 1e9);
    out.printf(Locale.ROOT, "records/s    %,15.0f%n", nanos == 0 ? 0 : rowsIn * 1e9 / nanos);
    if (!states.isEmpty()) {
      printStates(out);
    }
  }

  private void printStates(PrintStream out) {
    String title = "most state held";
    int width = title.length();
    for (HeldState state : states) {
      width = Math.max(width, label(state).length());
    }
    out.println();
    out.printf(Locale.ROOT, "%s %15s %15s%n", padded(title, width), "rows", "bytes");
    for (HeldState state : states) {
      StatePeaks.Peak peak = state.peak();
      String label = padded(label(state), width);
      out.printf(Locale.ROOT, "%s %,15d %,15d%n", label, peak.rows(), peak.bytes());
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String label(HeldState state) {
    return state.statement() + "  " + state.peak().operator();
  }
}
