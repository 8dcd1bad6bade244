package io.velostream.cli;

import io.velostream.runtime.job.RunSummary;
import java.io.PrintStream;
import java.util.Locale;

/// Adds up what the statements of a script did, and prints it.
final class Summary {
  private long statements;
  private long rowsIn;
  private long rowsOut;
  private long late;
  private long errors;
  private long nanos;

  void add(RunSummary run) {
    statements++;
    rowsIn += run.rowsIn();
    rowsOut += run.rowsOut();
    late += run.lateRows();
    errors += run.errorRows();
    nanos += run.nanos();
  }

  void print(PrintStream out) {
    out.println();
    out.printf(Locale.ROOT, "queries      %,15d%n", statements);
    out.printf(Locale.ROOT, "rows in      %,15d%n", rowsIn);
    out.printf(Locale.ROOT, "rows out     %,15d%n", rowsOut);
    out.printf(Locale.ROOT, "late rows    %,15d%n", late);
    out.printf(Locale.ROOT, "errors       %,15d%n", errors);
    out.printf(Locale.ROOT, "seconds      %,15.2f%n", nanos / 1e9);
    out.printf(Locale.ROOT, "records/s    %,15.0f%n", nanos == 0 ? 0 : rowsIn * 1e9 / nanos);
  }
}
