package io.velostream.server.catalog;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.SharedView;
import io.velostream.server.log.EventLog;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps a materialized view up to date while nobody reads it: on a thread of its own, until it is
/// ended. One that cannot be made, as its broker is down, say, is tried again after a while.
final class ViewUpkeep implements Runnable {
  private static final long REST_MILLIS = 500;
  private static final long RETRY_MILLIS = 5_000;

  private final String name;
  private final SharedView view;
  private final EventLog log;
  private final CountDownLatch over = new CountDownLatch(1);
  private List<String> told = List.of();

  ViewUpkeep(String name, SharedView view, EventLog log) {
    this.name = name;
    this.view = view;
    this.log = log;
  }

  SharedView view() {
    return view;
  }

  @Override
  public void run() {
    try {
      long rest;
      do {
        rest = keepUp();
      } while (!over.await(rest, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      log.error("view.upkeep-interrupted", e, "name", name);
    } catch (RuntimeException | Error e) { // whoever reads the view still brings it up to date
      log.error("view.upkeep-failed", e, "name", name);
    }
  }

  /// @return milliseconds until there may be something to do again
  private long keepUp() {
    try {
      boolean all = view.keepUp();
      if (all) { // to be behind for a moment is nothing to tell
        tell(view.notes());
      }
      return all ? REST_MILLIS : 0;
    } catch (UserException | EnvironmentException e) {
      tell(List.of(String.valueOf(e.getMessage())));
      return RETRY_MILLIS;
    }
  }

  /// Each thing once.
  private void tell(List<String> notes) {
    if (!notes.equals(told)) {
      notes.forEach(note -> log.warn("view.warning", "name", name, "message", note));
      told = notes;
    }
  }

  /// Ends it, after the piece of work that is under way.
  void end() {
    over.countDown();
    view.close();
  }
}
