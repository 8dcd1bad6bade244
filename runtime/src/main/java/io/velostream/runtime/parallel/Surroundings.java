package io.velostream.runtime.parallel;

import io.velostream.expression.EvaluationContext;
import io.velostream.stream.seam.Clock;

/// What a task of a pipeline has besides its rows.
///
/// @param context the pipeline's; all its tasks run on one thread, one step at a time
/// @param notes the journals of the task
/// @param progress the pipeline's
/// @param tables what its crew reads
record Surroundings(
    EvaluationContext context, Clock clock, Notes notes, Progress progress, ReadTables tables) {
  /// A step begins: what depends on the time of day sees one instant all through it.
  void startStep() {
    context.startStep(clock.wallMicros());
  }
}
