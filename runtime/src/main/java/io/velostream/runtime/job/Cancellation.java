package io.velostream.runtime.job;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;

/// Lets any thread end what one thread is doing.
///
/// The working thread says when its work begins and ends, and asks now and then whether it should
/// stop. A request counts only while work is under way, and is gone when that work has ended: it
/// never hits what comes after.
public final class Cancellation {
  private final List<Runnable> wakeUps = new ArrayList<>();
  private int depth;
  private volatile boolean requested;

  /// Ends the work under way; does nothing when there is none. Any thread may call it, and it does
  /// not wait.
  public synchronized void cancel() {
    if (depth > 0) {
      requested = true;
      wakeUps.forEach(Runnable::run);
    }
  }

  /// Begins work, to be ended by closing what is returned. Work may hold work: a request then ends
  /// all of it.
  public synchronized Work begin() {
    depth++;
    return this::end;
  }

  private synchronized void end() {
    depth--;
    if (depth == 0) {
      requested = false;
    }
  }

  /// Whether the work under way should stop.
  public boolean isRequested() {
    return requested;
  }

  /// Stops the work here if that was asked for.
  ///
  /// @throws UserException CANCELLED
  public void check() {
    if (requested) {
      throw new UserException(ErrorCode.CANCELLED, "the statement was cancelled");
    }
  }

  /// Registers what wakes the working thread where it waits. Called by the cancelling thread, while
  /// requests are locked out: it must be short.
  ///
  /// @return unregisters it
  public synchronized Work whenRequested(Runnable wakeUp) {
    wakeUps.add(wakeUp);
    return () -> remove(wakeUp);
  }

  private synchronized void remove(Runnable wakeUp) {
    wakeUps.remove(wakeUp);
  }

  /// Something that lasts until it is closed.
  @FunctionalInterface
  public interface Work extends AutoCloseable {
    @Override
    void close();
  }
}
