package io.velostream.server.metrics;

import io.velostream.runtime.job.RunFigures;
import io.velostream.server.job.JobStatus;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.OptionalDouble;

/// The figures that each job has; those of a run begin anew with it.
public final class JobFigures {
  private static final double MICROS = 1e6;

  private JobFigures() {}

  /// All figures of a job, always the same ones in the same order.
  public static List<Figure> of(JobStatus job) {
    RunFigures run = job.report().figures();
    return List.of(
        counter("records_in", "rows in", "Rows read from all sources.", run.rowsIn()),
        counter(
            "records_out",
            "rows out",
            "Changes written: insertions and retractions.",
            run.rowsOut()),
        counter(
            "bytes_in", "bytes in", "Bytes read from files, before decompression.", run.bytesIn()),
        counter(
            "late_records",
            "late rows",
            "Rows put aside because their window had closed.",
            run.lateRows()),
        counter("error_records", "errors", "Input rows that did not decode.", run.errorRows()),
        gauge("state_records", "rows of state", "Rows of state held.", run.stateRows()),
        gauge("state_bytes", "bytes of state", "Memory of the state held.", run.stateBytes()),
        new Figure(
            "watermark_seconds",
            "watermark",
            "Event time that the result has reached, in seconds since the epoch.",
            false,
            watermark(run.watermarkMicros())),
        counter(
            "restarts",
            "restarts",
            "How often the job was started again by itself.",
            job.restarts()));
  }

  private static OptionalDouble watermark(long micros) {
    return micros == Watermarks.NONE || micros == Watermarks.END
        ? OptionalDouble.empty()
        : OptionalDouble.of(micros / MICROS);
  }

  private static Figure counter(String name, String words, String help, long value) {
    return new Figure(name, words, help, true, OptionalDouble.of((double) value));
  }

  private static Figure gauge(String name, String words, String help, long value) {
    return new Figure(name, words, help, false, OptionalDouble.of((double) value));
  }
}
