package io.velostream.engine;

import io.velostream.columnar.Batch;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The result of a query, read row by row or batch by batch:
///
/// ```java
/// try (Rows rows = session.query("SELECT symbol, price FROM 'trades.csv'")) {
///   while (rows.next()) {
///     System.out.println(rows.getString("symbol") + " " + rows.getBigDecimal("price"));
///   }
/// }
/// ```
///
/// The query runs as far as it is read: asking for the next row reads on in its sources, and waits
/// where they wait. As a [Row] it is the current one; values are read in place, without a copy.
///
/// Belongs to the session's thread. An error ends the result. Close it, also after the last row:
/// that closes the sources.
public final class Rows extends Row implements AutoCloseable {
  private final PulledBatches batches;
  private final Runnable whenClosed;
  private @Nullable Batch batch;
  private int position = -1;
  private long copiesLeft;
  private boolean closed;

  Rows(PulledBatches batches, Runnable whenClosed) {
    super(batches.shape().schema());
    this.batches = batches;
    this.whenClosed = whenClosed;
  }

  /// Goes to the next row, before the first one to the first. A row that the result has several
  /// times comes several times.
  ///
  /// @return whether there is one
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault,
  ///   or it was cancelled
  /// @throws io.velostream.columnar.error.EnvironmentException when a source fails
  public boolean next() {
    requireOpen();
    if (copiesLeft > 1) {
      copiesLeft--;
      return true;
    }
    Batch current = batch;
    if (current == null || ++position >= current.rowCount()) {
      current = batches.next();
      batch = current;
      position = 0;
      if (current == null) {
        return false;
      }
    }
    copiesLeft = Math.abs(current.weightAt(current.rowAt(position)));
    return true;
  }

  /// Whether rows can be retractions. Otherwise all are insertions: the rows of the result.
  public boolean isChangelog() {
    return batches.shape().changelog();
  }

  /// Whether the current row goes, having come before: only in a changelog.
  public boolean isRetraction() {
    return batch().weightAt(index()) < 0;
  }

  /// Whether the result comes to an end by itself.
  public boolean isBounded() {
    return batches.shape().bounded();
  }

  /// What the author of the query should know, such as state without a bound.
  public List<String> warnings() {
    return batches.warnings();
  }

  /// Skips what is left of the current batch, and takes the next one as a whole. It stays valid,
  /// and nobody writes to it.
  ///
  /// @return the batch, or `null` at the end
  public @Nullable Batch nextBatch() {
    requireOpen();
    batch = null;
    copiesLeft = 0;
    return batches.next();
  }

  /// Hands all batches that are left to a receiver, as the query makes them, without a copy: each
  /// is valid during its call only.
  public void forEachBatch(Consumer<Batch> receiver) {
    requireOpen();
    batch = null;
    copiesLeft = 0;
    batches.drainTo(receiver::accept);
  }

  @Override
  Batch batch() {
    Batch current = batch;
    if (current == null || closed) {
      throw new IllegalStateException("there is no current row: call next first");
    }
    return current;
  }

  @Override
  int index() {
    return batch().rowAt(position);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the result is closed");
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
