package io.velostream.server.job;

/// How jobs are run.
@FunctionalInterface
public interface JobLauncher {
  /// A run that has not begun.
  JobRun prepare(JobSpec spec, JobObserver observer);
}
