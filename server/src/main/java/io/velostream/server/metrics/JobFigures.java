package io.velostream.server.metrics;

import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.RunFigures;
import io.velostream.server.job.JobStatus;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// The figures that each job has; those of a run begin anew with it.
public final class JobFigures {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  private JobFigures() {}

  /// All figures of a job, always the same ones in the same order.
  public static List<Figure> of(JobStatus job) {
    RunFigures run = job.report().figures();
    Optional<CheckpointFigures> saved =
        job.report().checkpoints().filter(figures -> figures.epoch() > 0);
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
        counter(
            "error_records",
            "errors",
            "Rows at fault: read and not decoded, or refused by the sink.",
            run.errorRows()),
        gauge("state_records", "rows of state", "Rows of state held.", run.stateRows()),
        gauge("state_bytes", "bytes of state", "Memory of the state held.", run.stateBytes()),
        counter(
            "state_dropped",
            "state dropped",
            "Rows and groups of state forgotten because of their age or number.",
            run.droppedState()),
        new Figure(
            "busy_ratio",
            "busy",
            "The share of the last seconds that its threads were at work, from 0 to 1.",
            false,
            job.report().busy()),
        new Figure(
            "queue_fill_ratio",
            "queues",
            "How full the fullest queue between its pipelines is, from 0 to 1.",
            false,
            OptionalDouble.of(run.load().queueFill())),
        gauge(
            "stalled",
            "stalled",
            "1 when no step has ended for half a minute, else 0.",
            job.stall().isPresent() ? 1 : 0),
        gauge("pipelines", "pipelines", "Threads that run it.", run.load().pipelines()),
        new Figure(
            "watermark_seconds",
            "watermark",
            "Event time that the result has reached, in seconds since the epoch.",
            false,
            watermark(run.watermarkMicros())),
        new Figure(
            "checkpoint_duration_seconds",
            "seconds of the last checkpoint",
            "How long the last checkpoint took, most of it in the background.",
            false,
            value(saved, figures -> figures.durationNanos() / NANOS)),
        new Figure(
            "checkpoint_pause_seconds",
            "pause for the last checkpoint",
            "How long the job stood still for the last checkpoint.",
            false,
            value(saved, figures -> figures.nanos() / NANOS)),
        new Figure(
            "checkpoint_written_bytes",
            "bytes written for the last checkpoint",
            "State that had changed and was written for the last checkpoint.",
            false,
            value(saved, figures -> figures.writtenBytes())),
        counter(
            "checkpoints_postponed",
            "checkpoints postponed",
            "Checkpoints that came later than the interval says, since the one before was not"
                + " written yet or had held up the job for long.",
            saved.map(CheckpointFigures::postponed).orElse(0L)),
        counter(
            "checkpoint_failures",
            "failed writes of checkpoints",
            "How often state could not be written, and was tried again.",
            saved.map(CheckpointFigures::failures).orElse(0L)),
        new Figure(
            "checkpoint_size_bytes",
            "bytes of the last checkpoint",
            "State that the last checkpoint holds.",
            false,
            value(saved, figures -> figures.bytes())),
        new Figure(
            "checkpoint_timestamp_seconds",
            "time of the last checkpoint",
            "When the last checkpoint was complete, in seconds since the epoch.",
            false,
            value(saved, figures -> figures.atMicros() / MICROS)),
        counter(
            "restarts",
            "restarts",
            "How often the job was started again by itself.",
            job.restarts()));
  }

  private static OptionalDouble value(
      Optional<CheckpointFigures> saved, ToDoubleFunction<CheckpointFigures> figure) {
    return saved.isPresent()
        ? OptionalDouble.of(figure.applyAsDouble(saved.get()))
        : OptionalDouble.empty();
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
