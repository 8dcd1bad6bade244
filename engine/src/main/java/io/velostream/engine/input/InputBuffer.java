package io.velostream.engine.input;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of an input that not every query has taken yet, at most so many.
///
/// Every open query gets every row that is added while it is open. What is added while none is open
/// waits for the next one. All threads may call all methods; a reader belongs to the thread of its
/// query.
public final class InputBuffer {
  private final int capacity;
  private final ArrivalSignal signal;
  private final List<Batch> batches = new ArrayList<>();
  private final List<InputReader> readers = new ArrayList<>();
  private final OpenRows open;

  /// How many batches have gone: the number of the first one still here.
  private long gone;

  /// What queries do that are not read at present, so that there is room.
  private final List<Runnable> whenFull = new ArrayList<>();

  private long sealedRows;
  private boolean closed;

  /// The id of the thread that reads.
  private long consumer = Thread.currentThread().threadId();

  /// An empty buffer, to be read by the calling thread unless a query says otherwise.
  ///
  /// @param capacity rows held at most; a batch larger than that is taken when nothing else is held
  public InputBuffer(Schema schema, int capacity, ArrivalSignal signal) {
    this.capacity = capacity;
    this.signal = signal;
    this.open = new OpenRows(schema);
  }

  /// Adds a row of boxed lane values, waiting for room.
  ///
  /// @param weight +1 or -1
  /// @throws IllegalStateException when the input is closed, or when the calling thread is the one
  ///   that would make room
  public void add(@Nullable Object[] boxed, long weight) {
    synchronized (this) {
      awaitRoomFor(1);
      open.add(boxed, weight);
    }
    signal.raise();
  }

  /// Adds a batch that nobody changes any more, waiting for room.
  ///
  /// @throws IllegalStateException as above
  public void add(Batch batch) {
    if (batch.rowCount() == 0) {
      return;
    }
    synchronized (this) {
      awaitRoomFor(batch.rowCount());
      seal();
      append(batch);
    }
    signal.raise();
  }

  /// Has somebody make room whenever there is none for a row that the thread adds that reads.
  public synchronized void whenFull(Runnable makesRoom) {
    whenFull.add(makesRoom);
  }

  /// Ends what [#whenFull] began.
  public synchronized void noMoreWhenFull(Runnable makesRoom) {
    whenFull.remove(makesRoom);
  }

  /// No more rows will come: queries end when they have taken what is here. Does nothing the second
  /// time.
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    signal.raise();
  }

  /// Whether [#close()] was called.
  public synchronized boolean isClosed() {
    return closed;
  }

  /// Opens a reader for a query of the calling thread.
  ///
  /// @param columns indexes of the columns to deliver, in that order
  /// @param batchRows rows per batch at most
  public synchronized BatchReader open(List<Integer> columns, int batchRows) {
    seal();
    long start = readers.isEmpty() ? gone : gone + batches.size();
    InputReader reader = new InputReader(this, start, columns, batchRows);
    readers.add(reader);
    consumer = Thread.currentThread().threadId();
    return reader;
  }

  synchronized void close(InputReader reader) {
    readers.remove(reader);
    if (!readers.isEmpty()) {
      dropTaken();
    }
  }

  /// The batch of that number, or `null` when it has not come yet.
  synchronized @Nullable Batch take(long number) {
    consumer = Thread.currentThread().threadId();
    if (number == gone + batches.size()) {
      seal();
    }
    return number < gone + batches.size() ? batches.get((int) (number - gone)) : null;
  }

  /// A reader has moved on.
  synchronized void taken() {
    dropTaken();
  }

  /// Whether there is nothing for a reader at that number, and never will be.
  synchronized boolean isOver(long number) {
    return closed && number == gone + batches.size() && open.isEmpty();
  }

  private void dropTaken() {
    long slowest = readers.stream().mapToLong(InputReader::next).min().orElse(gone);
    if (slowest > gone) {
      List<Batch> over = batches.subList(0, (int) (slowest - gone));
      over.forEach(batch -> sealedRows -= batch.rowCount());
      over.clear();
      gone = slowest;
      notifyAll();
    }
  }

  private void awaitRoomFor(int rows) {
    requireOpen();
    while (held() > 0 && held() + rows > capacity) {
      if (Thread.currentThread().threadId() == consumer) {
        List.copyOf(whenFull).forEach(Runnable::run);
        if (held() == 0 || held() + rows <= capacity) {
          return;
        }
        throw new IllegalStateException(
            "the input is full ("
                + held()
                + " rows), and this thread is the one that reads it: take the changes of the query"
                + " before you add more, or raise the capacity");
      }
      try {
        wait();
      } catch (InterruptedException e) {
        throw ArrivalSignal.interrupted(e);
      }
      requireOpen();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the input is closed");
    }
  }

  private long held() {
    return sealedRows + open.size();
  }

  private void seal() {
    if (!open.isEmpty()) {
      append(open.take());
    }
  }

  private void append(Batch batch) {
    batches.add(batch);
    sealedRows += batch.rowCount();
  }
}
