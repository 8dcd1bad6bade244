package io.velostream.runtime.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.UnavailableException;
import io.velostream.plan.Plan;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.runtime.pipeline.SourceOpener;
import io.velostream.runtime.table.SideTable;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// Runs one plan from start to end on the calling thread: reader, pipeline, writer, and at the end
/// one commit. A run that fails commits nothing.
public final class JobRunner {
  private static final long PROGRESS_NANOS = 100_000_000L;

  private final Clock clock;
  private final ProgressListener listener;
  private final Cancellation cancellation;
  private final Arrivals arrivals;

  /// A runner that tells the listener how far it is.
  ///
  /// @param cancellation asked before each step, and before the commit
  /// @param arrivals where to wait when the sources have nothing to read
  public JobRunner(
      Clock clock, ProgressListener listener, Cancellation cancellation, Arrivals arrivals) {
    this.clock = clock;
    this.listener = listener;
    this.cancellation = cancellation;
    this.arrivals = arrivals;
  }

  /// Runs the plan. The writer is closed in any case.
  ///
  /// @param errors where the readers report undecodable rows, for the summary
  /// @throws EnvironmentException when a source or the sink fails
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault;
  ///   CANCELLED when the run was cancelled
  public RunSummary run(
      Plan plan,
      SourceOpener opener,
      LoweringContext lowering,
      SideTable errors,
      BatchWriter writer) {
    long start = clock.monotonicNanos();
    Sink sink = new Sink(writer, listener);
    try (writer;
        Pipeline pipeline = PipelineBuilder.build(plan, opener, lowering, clock, sink::write)) {
      Stepper stepper = new Stepper(pipeline, arrivals, clock::monotonicNanos);
      listener.begins(
          new PipelineView(
              plan,
              pipeline,
              lowering,
              errors,
              () -> sink.changes,
              Optional::empty,
              () -> new LoadFigures(1, clock.monotonicNanos() - start, stepper.idleNanos(), 0, 0)));
      long peak = drive(pipeline, stepper, sink, start);
      cancellation.check();
      writer.commit();
      Pipeline.Progress end = pipeline.progress();
      listener.progress(end);
      long late = lowering.lateTables().stream().mapToLong(SideTable::count).sum();
      return new RunSummary(
          end.rows(),
          sink.changes,
          late,
          errors.count(),
          end.bytesRead(),
          clock.monotonicNanos() - start,
          peak,
          pipeline.droppedState());
    } catch (IOException e) {
      throw new EnvironmentException(describe(e), e, e instanceof UnavailableException);
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      throw new EnvironmentException(describe(cause), cause, cause instanceof UnavailableException);
    }
  }

  private long drive(Pipeline pipeline, Stepper stepper, Sink sink, long start) throws IOException {
    long nextReport = start + PROGRESS_NANOS;
    long peak = 0;
    boolean more = true;
    while (more && listener.proceed()) {
      cancellation.check();
      more = stepper.step();
      sink.writer.endStep();
      long now = clock.monotonicNanos();
      if (now >= nextReport || !more) {
        peak = Math.max(peak, pipeline.stateRows());
        listener.progress(pipeline.progress());
        nextReport = now + PROGRESS_NANOS;
      }
      stepper.await();
    }
    return peak;
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /// Hands batches to the writer and counts the changes.
  private static final class Sink {
    private final BatchWriter writer;
    private final ProgressListener listener;
    private long changes;

    Sink(BatchWriter writer, ProgressListener listener) {
      this.writer = writer;
      this.listener = listener;
    }

    void write(Batch batch) {
      changes += batch.changes();
      try {
        writer.write(batch);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      listener.wrote(batch);
    }
  }
}
