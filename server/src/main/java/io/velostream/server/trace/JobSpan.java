package io.velostream.server.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.velostream.runtime.job.CheckpointFigures;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The spans of one run of a job. Belongs to the run's thread once that has begun.
final class JobSpan {
  private static final long NANOS = 1_000;

  private final Tracer tracer;
  private final String job;
  private final Context parent;
  private @Nullable Span span;
  private long epochStartMicros;

  JobSpan(Tracer tracer, String job, Context parent) {
    this.tracer = tracer;
    this.job = job;
    this.parent = parent;
  }

  /// The run begins.
  void begin() {
    span =
        tracer
            .spanBuilder("job " + job)
            .setParent(parent)
            .setAttribute("velostream.job", job)
            .startSpan();
  }

  /// An epoch has ended, and is saved.
  void saved(CheckpointFigures figures) {
    Span run = span;
    if (run == null) {
      return;
    }
    long end = figures.atMicros();
    long start = end - TimeUnit.NANOSECONDS.toMicros(figures.nanos());
    Context within = parent.with(run);
    Span epoch =
        tracer
            .spanBuilder("epoch")
            .setParent(within)
            .setStartTimestamp(
                (epochStartMicros == 0 ? start : epochStartMicros) * NANOS, TimeUnit.NANOSECONDS)
            .setAttribute("velostream.job", job)
            .setAttribute("velostream.epoch", figures.epoch())
            .startSpan();
    tracer
        .spanBuilder("checkpoint")
        .setParent(within.with(epoch))
        .setStartTimestamp(start * NANOS, TimeUnit.NANOSECONDS)
        .setAttribute("velostream.checkpoint.bytes", figures.bytes())
        .startSpan()
        .end(end * NANOS, TimeUnit.NANOSECONDS);
    epoch.end(end * NANOS, TimeUnit.NANOSECONDS);
    epochStartMicros = end;
  }

  /// The run has ended.
  ///
  /// @param how in a word
  void end(String how) {
    Span run = span;
    if (run != null) {
      run.setAttribute("velostream.end", how).end();
    }
  }

  /// The run has failed.
  void fail(Throwable thrown) {
    Span run = span;
    if (run != null) {
      run.setStatus(StatusCode.ERROR, thrown.getClass().getSimpleName()).end();
    }
  }
}
