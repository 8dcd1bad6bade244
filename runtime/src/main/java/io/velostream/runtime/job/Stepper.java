package io.velostream.runtime.job;

import io.velostream.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.util.function.LongSupplier;

/// Takes a pipeline step by step, and knows when it would only spin: when a step has read nothing,
/// and neither began with a part of a batch that was left over nor left one.
public final class Stepper {
  private final Pipeline pipeline;
  private final Arrivals arrivals;
  private final LongSupplier nanos;
  private long version;
  private boolean idle;

  private long idleNanos;

  public Stepper(Pipeline pipeline, Arrivals arrivals) {
    this(pipeline, arrivals, () -> 0);
  }

  /// @param nanos a monotonic clock, which tells how long it waits
  public Stepper(Pipeline pipeline, Arrivals arrivals, LongSupplier nanos) {
    this.pipeline = pipeline;
    this.arrivals = arrivals;
    this.nanos = nanos;
  }

  /// One step.
  ///
  /// @return whether there is more to come
  /// @throws IOException when a source fails
  public boolean step() throws IOException {
    version = arrivals.version();
    boolean resumes = pipeline.isMidBatch();
    boolean more = pipeline.step();
    idle =
        more && !resumes && !pipeline.hasRead() && !pipeline.isMidBatch() && !pipeline.hasFreed();
    return more;
  }

  /// Whether the last step found nothing to do.
  public boolean isIdle() {
    return idle;
  }

  /// Waits, after an idle step, until the next one is of use.
  public void await() {
    if (idle) {
      long before = nanos.getAsLong();
      arrivals.awaitAfter(version);
      idleNanos += nanos.getAsLong() - before;
    }
  }

  /// How long it has waited in all.
  public long idleNanos() {
    return idleNanos;
  }
}
