package io.velostream.runtime.job;

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
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Runs one plan from start to end on the calling thread, or several side by side: readers,
/// pipeline, writers, and at the end one commit of each. A run that fails before that commits
/// nothing.
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

  /// Runs a plan. The writer is closed in any case.
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
    return run(List.of(new JobBranch(plan, lowering, errors)), opener, List.of(writer));
  }

  /// Runs plans side by side. What they have in common is read and computed once.
  ///
  /// @param branches of one evaluation context
  /// @param writers by branch; closed in any case, committed in order
  public RunSummary run(List<JobBranch> branches, SourceOpener opener, List<BatchWriter> writers) {
    long start = clock.monotonicNanos();
    try (Sinks sinks = new Sinks(writers, listener);
        Pipeline pipeline = PipelineBuilder.build(sinks.of(branches), opener, clock)) {
      Stepper stepper = new Stepper(pipeline, arrivals, clock::monotonicNanos);
      listener.begins(
          new PipelineView(
              branches,
              pipeline,
              sinks::changes,
              Optional::empty,
              () -> new LoadFigures(1, clock.monotonicNanos() - start, stepper.idleNanos(), 0, 0)));
      long peak = drive(pipeline, stepper, sinks, start);
      cancellation.check();
      sinks.commit();
      Pipeline.Progress end = pipeline.progress();
      listener.progress(end);
      return new RunSummary(
          end.rows(),
          sinks.changes(),
          branches.stream().mapToLong(JobBranch::lateRows).sum(),
          branches.stream().mapToLong(branch -> branch.errors().count()).sum(),
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

  private long drive(Pipeline pipeline, Stepper stepper, Sinks sinks, long start)
      throws IOException {
    long nextReport = start + PROGRESS_NANOS;
    long peak = 0;
    boolean more = true;
    while (more && listener.proceed()) {
      cancellation.check();
      more = stepper.step();
      sinks.endStep();
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
}
