package io.velostream.server.job;

/// Keeps jobs across restarts of the server. What a method has done is durable when it returns.
public interface JobJournal {
  /// Keeps nothing.
  JobJournal NONE =
      new JobJournal() {
        @Override
        public void save(StoredJob job) {}

        @Override
        public void delete(String name) {}
      };

  /// Keeps a job, in place of what was kept under its name.
  ///
  /// @throws io.velostream.columnar.error.EnvironmentException when it cannot be kept
  void save(StoredJob job);

  /// Forgets a job.
  ///
  /// @throws io.velostream.columnar.error.EnvironmentException when it cannot be forgotten
  void delete(String name);
}
