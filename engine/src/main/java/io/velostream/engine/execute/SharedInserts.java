package io.velostream.engine.execute;

import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.settings.JobSettings;
import io.velostream.runtime.checkpoint.JobPlan;
import io.velostream.runtime.checkpoint.SharedCheckpointedJob;
import io.velostream.runtime.checkpoint.SinkGroup;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.parallel.ParallelJob;
import io.velostream.runtime.parallel.Work;
import java.util.List;
import java.util.function.Supplier;

/// Runs inserts side by side in several pipelines.
///
/// @param letters what becomes of rows at fault
record SharedInserts(
    Environment environment,
    ProgressListener listener,
    DeadLetters letters,
    Work.SideBySide work,
    JobSettings settings) {
  /// Runs them to their end.
  ///
  /// @param writers opens their outputs
  ParallelJob.Outcome run(Supplier<List<BatchWriter>> writers) {
    ParallelJob parallel =
        new ParallelJob(
            environment.world(), listener, environment.cancellation(), settings.handover());
    return parallel.run(
        work,
        new SharedSources(environment, letters),
        environment.settings().runtime(),
        settings.pipelines(),
        letters.aside(work.jobs()),
        writers.get());
  }

  /// The same, such that they can be resumed.
  ///
  /// @param alone how they run in one pipeline
  /// @param writer opens their outputs
  SharedCheckpointedJob.Outcome run(
      JobPlan job, Saving saving, SharedCheckpointedJob.Alone alone, Supplier<SinkGroup> writer) {
    SharedCheckpointedJob runner =
        new SharedCheckpointedJob(
            job,
            saving.policy(),
            saving.world(),
            listener,
            environment.cancellation(),
            environment.savepoints());
    SinkGroup group = writer.get();
    return runner.run(
        new SharedCheckpointedJob.Shares(
            work, settings.pipelines(), settings.handover(), letters.aside(work.jobs())),
        alone,
        new SharedSources(environment, letters),
        environment.settings().runtime(),
        group,
        group);
  }
}
