package io.velostream.server.job;

import io.velostream.columnar.error.UserException;

/// How jobs are run, and what is kept of their runs.
@FunctionalInterface
public interface JobLauncher {
  /// A run that has not begun. It goes on where an earlier one of the same identity was saved.
  ///
  /// @param identity of the job: no other one ever has it
  /// @param savepoint the folder to start from where nothing else was saved; empty for none
  JobRun prepare(JobSpec spec, String identity, String savepoint, JobObserver observer);

  /// The folder that is meant by a path in a statement.
  ///
  /// @throws UserException when statements have no business there
  default String savepointFolder(String path) {
    return path;
  }

  /// Makes the next run of a job that is at rest begin at the beginning of its input, after a run
  /// that has come to the end of it.
  ///
  /// @throws io.velostream.columnar.error.EnvironmentException when that cannot be done
  default void beginAnew(String identity) {}

  /// Forgets what was saved of a job that nobody will run again.
  ///
  /// @throws io.velostream.columnar.error.EnvironmentException when it cannot be deleted
  default void forget(String identity) {}
}
