package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/// The changes of a query's result, in the order in which they happen. There are three ways to take
/// them, of which one is to be chosen:
///
/// - one by one, with [#next()] or a loop, which waits for changes where the sources wait for rows;
/// - with [#poll()], which never waits: for a program that adds rows to an [InputTable] and wants
///   to see what follows from them;
/// - with [#publish], which hands them to a subscriber on a thread of the caller's choice.
///
/// Belongs to the session's thread, except as [#publish] says. An error ends it. Close it: that
/// closes the sources.
public final class Changes implements Iterable<Change>, AutoCloseable {
  private final PulledBatches batches;
  private final Runnable whenClosed;
  private final Queue<Change> ready = new ArrayDeque<>();
  private final AtomicBoolean published = new AtomicBoolean();
  private boolean closed;

  Changes(PulledBatches batches, Runnable whenClosed) {
    this.batches = batches;
    this.whenClosed = whenClosed;
  }

  /// The columns of the rows.
  public Schema schema() {
    return batches.shape().schema();
  }

  /// Whether the changes come to an end by themselves.
  public boolean isBounded() {
    return batches.shape().bounded();
  }

  /// What the author of the query should know, such as state without a bound.
  public List<String> warnings() {
    return batches.warnings();
  }

  /// Waits for the next change, or for the end.
  ///
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault,
  ///   or it was cancelled
  /// @throws io.velostream.columnar.error.EnvironmentException when a source fails
  public boolean hasNext() {
    requireOpen();
    while (ready.isEmpty()) {
      Batch batch = batches.next();
      if (batch == null) {
        return false;
      }
      addTo(ready, batch);
    }
    return true;
  }

  /// The next change; waits as [#hasNext()] does.
  ///
  /// @throws NoSuchElementException at the end
  public Change next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all changes have been taken");
    }
    return ready.remove();
  }

  /// The changes from here on, which can be taken once, by this or by [#next()].
  @Override
  public Iterator<Change> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return Changes.this.hasNext();
      }

      @Override
      public Change next() {
        return Changes.this.next();
      }
    };
  }

  /// Takes all that has arrived through the query, without waiting for more.
  ///
  /// What the query has put out by then is the exact answer over the rows added so far, event time
  /// permitting: a window shows its result when the watermark has passed its end. Over sources that
  /// never wait, such as files, this runs to their end; while another thread keeps adding rows, it
  /// goes on too.
  ///
  /// @return the changes that follow from it
  /// @throws io.velostream.columnar.error.UserException as [#hasNext()]
  public List<Change> poll() {
    requireOpen();
    List<Change> changes = new ArrayList<>(ready);
    ready.clear();
    batches.available().forEach(batch -> addTo(changes, batch));
    return List.copyOf(changes);
  }

  /// Whether all changes have been taken and no more will come; never waits.
  public boolean hasEnded() {
    return ready.isEmpty() && batches.hasEnded();
  }

  /// The changes as a publisher for one subscriber.
  ///
  /// **Thread.** The engine starts none. Where the subscriber has demand, a task is given to the
  /// executor, which drives the query until the demand is met; there is one such task at a time,
  /// and it waits where the sources wait. So the executor should have a thread to spare, and from
  /// the subscription to its end no other thread may use the session, [Session#cancel()] and
  /// [InputTable]s excepted.
  ///
  /// **Demand.** The query does not run without demand. Changes come one by one, then `onComplete`,
  /// or `onError` with the error that ended the query; then the result is closed. Cancelling the
  /// subscription closes it too, and ends a wait.
  public Flow.Publisher<Change> publish(Executor executor) {
    requireOpen();
    return subscriber -> subscribe(subscriber, executor);
  }

  private void subscribe(Flow.Subscriber<? super Change> subscriber, Executor executor) {
    if (published.getAndSet(true)) {
      subscriber.onSubscribe(ChangeSubscription.NONE);
      subscriber.onError(new IllegalStateException("there can be one subscriber only"));
    } else {
      subscriber.onSubscribe(new ChangeSubscription(this, subscriber, executor));
    }
  }

  /// Ends a wait for the next change; any thread may call it. There are none after it.
  void stop() {
    batches.stop();
  }

  private void addTo(Collection<Change> changes, Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      Change change =
          new Change(
              weight > 0 ? Change.Op.INSERT : Change.Op.DELETE, new KeptRow(schema(), batch, row));
      for (long n = Math.abs(weight); n > 0; n--) {
        changes.add(change);
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the changes are closed");
    }
  }

  /// Ends the query and closes its sources. Does nothing the second time.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      whenClosed.run();
      batches.close();
    }
  }
}
