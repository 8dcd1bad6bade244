package io.velostream.sql;

import io.velostream.columnar.error.SourcePosition;

/// A statement about jobs. A session does not carry it out: whoever runs jobs does.
public sealed interface JobCommand {
  /// CREATE JOB name AS body.
  ///
  /// @param body an INSERT or a statement set, as written
  /// @param position where the body begins in the script
  record Create(
      String name, String body, SourcePosition position, boolean orReplace, boolean ifNotExists)
      implements JobCommand {}

  /// START, STOP, PAUSE, RESUME, RESTART JOB name.
  record Control(Action action, String name) implements JobCommand {}

  /// START JOB name FROM place.
  ///
  /// @param place the folder of a savepoint
  record StartFrom(String name, String place) implements JobCommand {}

  /// SAVEPOINT JOB name TO place.
  ///
  /// @param place a folder
  record Savepoint(String name, String place) implements JobCommand {}

  /// DROP JOB [IF EXISTS] name.
  record Drop(String name, boolean ifExists) implements JobCommand {}

  /// DESCRIBE JOB name: what it is.
  record Describe(String name) implements JobCommand {}

  /// SHOW JOB STATUS name: how it is doing.
  record Status(String name) implements JobCommand {}

  /// SHOW JOBS.
  record ListAll() implements JobCommand {}

  /// SHOW WATERMARKS [FOR JOB name].
  ///
  /// @param name empty for all jobs
  record Watermarks(String name) implements JobCommand {}

  /// SHOW METRICS.
  record Metrics() implements JobCommand {}

  /// What is to happen with a job.
  enum Action {
    START,
    /// START JOB name FRESH: from the beginning, whatever was saved.
    START_FRESH,
    STOP,
    PAUSE,
    RESUME,
    RESTART
  }
}
