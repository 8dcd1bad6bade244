package io.velostream.server.statement;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.server.job.JobManager;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Has savepoints made, and waits for them.
///
/// @param bound how long; a savepoint that is made later is there nevertheless
record SavepointWork(JobManager jobs, Duration bound) {
  /// Has a job that runs make one.
  ///
  /// @param place a folder, as a statement says it
  /// @throws UserException when the job cannot make one, or statements have no business in the
  ///   folder
  /// @throws EnvironmentException when it cannot be written
  Savepoint make(String name, String place) {
    CompletableFuture<Savepoint> answer = jobs.savepoint(name, place);
    try {
      return answer.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw new UserException(
              ErrorCode.LIMIT_EXCEEDED,
              "the job '%s' has not made a savepoint within %d s; it does as soon as it can"
                  .formatted(name, bound.toSeconds()))
          .hint("SHOW JOB STATUS " + name + " tells how it is doing");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UserException(ErrorCode.CANCELLED, "the thread was interrupted");
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    return switch (e.getCause()) {
      case UserException user -> user;
      case IOException io ->
          new EnvironmentException("the savepoint cannot be written: " + io, io, false);
      case null, default -> new IllegalStateException("no savepoint", e);
    };
  }
}
