package io.velostream.engine.catalog;

import io.velostream.columnar.Batch;
import io.velostream.runtime.table.StoredBatches;
import java.util.ArrayList;
import java.util.List;

/// The rows of a table in memory, and who is told when they change.
///
/// Rows change as a whole, between statements: what has read the batches before keeps what it has.
public final class MemoryTable {
  /// Told of a change after it was made.
  public interface Follower {
    /// Rows were added.
    void added(List<Batch> rows);

    /// Rows have taken the place of others.
    void replaced(List<Batch> before, List<Batch> after);
  }

  private StoredBatches rows;
  private final List<Follower> followers = new ArrayList<>();

  /// A table of these rows, which are its own from now on.
  public MemoryTable(StoredBatches rows) {
    this.rows = rows;
  }

  /// The rows at present.
  public StoredBatches rows() {
    return rows;
  }

  /// Adds rows that nobody changes any more.
  public void append(List<Batch> batches) {
    List<Batch> added = List.copyOf(batches);
    added.forEach(rows::adopt);
    List.copyOf(followers).forEach(follower -> follower.added(added));
  }

  /// Gives the table other rows, and some behind them.
  ///
  /// @param batches that stay as they are or take the place of one that there is
  public void replace(List<Batch> batches, List<Batch> behind) {
    List<Batch> before = List.copyOf(rows.batches());
    StoredBatches after = new StoredBatches(rows.schema());
    batches.forEach(after::adopt);
    behind.forEach(after::adopt);
    rows = after;
    List<Batch> now = List.copyOf(after.batches());
    List.copyOf(followers).forEach(follower -> follower.replaced(before, now));
  }

  /// Tells somebody of every change from now on.
  public void follow(Follower follower) {
    followers.add(follower);
  }

  /// Ends what [#follow] began.
  public void unfollow(Follower follower) {
    followers.remove(follower);
  }
}
