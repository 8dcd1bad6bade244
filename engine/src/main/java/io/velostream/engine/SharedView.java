package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.catalog.Freshness;
import io.velostream.engine.input.ArrivalSignal;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.TableDefinition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A materialized view that a session of its own keeps and other sessions read, see
/// [Session#attach]. May be used by any thread; one at a time gets in.
public final class SharedView implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  /// Those who wait get in by turns, so that upkeep without an end keeps nobody out.
  private final ReentrantLock lock = new ReentrantLock(true);

  private final String name;
  private final Supplier<Session> opener;
  private @Nullable Session keeper;
  private volatile List<Aside> aside = List.of();
  private volatile List<String> notes = List.of();
  private volatile boolean closed;

  /// Rows that were put aside by the view's query, as a table.
  record Aside(TableDefinition definition, List<Batch> rows) {}

  /// The rows at the border of a step: not changed any more.
  ///
  /// @param freshness what became of the wish to have them up to date
  record Contents(Freshness freshness, StoredBatches rows) {}

  /// A view that is made when it is kept up or read for the first time; if that fails, the next
  /// time.
  ///
  /// @param keeper opens a session that has the view, and is closed with it. Its setting
  ///   `view.max-wait` says how long others may have to wait for their turn
  public SharedView(String name, Supplier<Session> keeper) {
    this.name = name;
    this.opener = keeper;
  }

  /// Takes in what has arrived from outside, for as long as the session's setting `view.max-wait`
  /// says at most.
  ///
  /// @return whether that was all
  /// @throws UserException when the view cannot be made
  /// @throws io.velostream.columnar.error.EnvironmentException when what it reads is not there
  public boolean keepUp() {
    lock.lock();
    try {
      return closed || !catchUp(open()).isBehind();
    } finally {
      leave();
    }
  }

  /// What whoever reads the rows should know, since they were kept up last.
  public List<String> notes() {
    return notes;
  }

  private Session open() {
    Session known = keeper;
    if (known == null) {
      known = opener.get();
      keeper = known;
    }
    return known;
  }

  private Freshness catchUp(Session session) {
    Freshness freshness = session.keptView(name).catchUp();
    notes = freshness.notes();
    aside = session.putAside(name);
    return freshness;
  }

  List<Aside> aside() {
    return aside;
  }

  /// The rows, after [#keepUp()].
  ///
  /// @param cancellation of whoever waits
  /// @throws UserException when they could not be kept up to date, or CANCELLED
  Contents read(Cancellation cancellation) {
    while (!isMyTurn()) {
      cancellation.check();
    }
    try {
      if (closed) {
        throw new UserException(
            ErrorCode.UNKNOWN_NAME, "the materialized view '" + name + "' was dropped");
      }
      Session session = open();
      return new Contents(catchUp(session), session.keptView(name).rows());
    } finally {
      leave();
    }
  }

  private boolean isMyTurn() {
    try {
      return lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw ArrivalSignal.interrupted(e);
    }
  }

  /// Ends a turn; after [#close()] nobody needs the session any more.
  private void leave() {
    try {
      Session known = keeper;
      if (closed && known != null) {
        keeper = null;
        known.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Closes the session that keeps it, at the end of the turn that is under way; whoever reads the
  /// view from now on is told that it is gone. Does nothing the second time.
  @Override
  public void close() {
    closed = true;
    if (lock.tryLock()) {
      leave();
    }
  }
}
