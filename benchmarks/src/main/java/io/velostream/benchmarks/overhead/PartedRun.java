package io.velostream.benchmarks.overhead;

import io.velostream.benchmarks.check.Checksum;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.operators.Output;
import io.velostream.plan.Plan;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.Set;

/// One plan, run with some of the parts.
///
/// @param plan of the query, over a table with a watermark if that is one of the parts
record PartedRun(World world, Plan plan, DataSet data, Set<Part> parts) {
  private static final long CHECKPOINT_NANOS = 100_000_000L;

  /// Runs the query once.
  ///
  /// @return nanoseconds of the clock
  long time(Clock clock) {
    Counter counter = new Counter(parts.contains(Part.METRICS));
    long start = clock.monotonicNanos();
    run(clock, counter);
    long nanos = clock.monotonicNanos() - start;
    if (counter.batches == 0) {
      throw new IllegalStateException("nothing has come out");
    }
    return nanos;
  }

  /// The checksum of the result.
  String checksum() {
    Checksum checksum = new Checksum();
    run(world.clock(), checksum);
    return checksum.hex();
  }

  private void run(Clock clock, Output output) {
    LoweringContext lowering = LoweringContext.of(RuntimeSettings.DEFAULT, "overhead", plan);
    try (Pipeline pipeline =
        PipelineBuilder.build(
            plan,
            scan -> PartReaders.open(parts, scan, data.batches(), data.batchRows()),
            lowering,
            world.clock(),
            output)) {
      drive(clock, pipeline);
    } catch (IOException e) {
      throw new EnvironmentException("rows in memory could not be read", e, false);
    }
  }

  private void drive(Clock clock, Pipeline pipeline) throws IOException {
    Cancellation cancellation = new Cancellation();
    boolean metrics = parts.contains(Part.METRICS);
    boolean saves = parts.contains(Part.CHECKPOINT);
    boolean errors = parts.contains(Part.ERRORS);
    long nextSave = clock.monotonicNanos() + CHECKPOINT_NANOS;
    long seen = 0;
    boolean more = true;
    while (more) {
      more = errors ? guarded(pipeline, cancellation) : pipeline.step();
      if (metrics) {
        Pipeline.Progress progress = pipeline.progress();
        seen = Math.max(seen, progress.rows() + clock.monotonicNanos() % 2);
      }
      if (saves && clock.monotonicNanos() >= nextSave && !pipeline.isMidBatch()) {
        pipeline.save(new StateOutput());
        nextSave = clock.monotonicNanos() + CHECKPOINT_NANOS;
      }
    }
    if (metrics && seen < data.records()) {
      throw new IllegalStateException(seen + " rows were counted of " + data.records());
    }
  }

  private static boolean guarded(Pipeline pipeline, Cancellation cancellation) throws IOException {
    cancellation.check();
    try {
      return pipeline.step();
    } catch (UserException e) {
      throw e.hint("the made-up rows are not at fault");
    }
  }

  /// Takes what comes out, and counts changes if asked to.
  private static final class Counter implements Output {
    private final boolean counts;
    private long batches;
    private long changes;

    Counter(boolean counts) {
      this.counts = counts;
    }

    @Override
    public void emit(Batch batch) {
      batches++;
      for (int k = 0; counts && k < batch.rowCount(); k++) {
        changes += Math.abs(batch.weightAt(batch.rowAt(k)));
      }
      if (changes < 0) {
        throw new IllegalStateException("less than no changes");
      }
    }
  }
}
