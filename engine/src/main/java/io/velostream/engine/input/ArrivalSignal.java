package io.velostream.engine.input;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.job.Arrivals;

/// Wakes the thread that runs a session's query when rows have been added, an input was closed, or
/// the query was cancelled. All threads may call all methods.
public final class ArrivalSignal implements Arrivals {
  /// Steps are due now and then even if nothing arrives: EMIT CHANGES EVERY goes by the clock.
  private static final long LONGEST_WAIT_MILLIS = 50;

  private long version;

  /// Something has happened.
  public synchronized void raise() {
    version++;
    notifyAll();
  }

  @Override
  public synchronized long version() {
    return version;
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // waking up early does no harm
  public synchronized void awaitAfter(long seen) {
    if (version == seen) {
      try {
        wait(LONGEST_WAIT_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /// What ends a wait in which the thread was interrupted; it stays so.
  public static UserException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    UserException cancelled =
        new UserException(ErrorCode.CANCELLED, "the thread was interrupted while it waited");
    cancelled.initCause(e);
    return cancelled;
  }
}
