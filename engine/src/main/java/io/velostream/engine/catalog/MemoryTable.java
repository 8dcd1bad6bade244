package io.velostream.engine.catalog;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.table.StoredBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of a table in memory or of a view, and the views that are told when they change.
///
/// Rows change as a whole, between statements: what has read the batches before keeps what it has.
public final class MemoryTable {
  /// A view that is kept up to date.
  @FunctionalInterface
  public interface Follower {
    /// The table has changed: rows have come and, with negative weights, gone.
    void changed(List<Batch> delta);
  }

  /// What keeps the rows of a view.
  public interface Upkeep {
    /// Whether the view reads a table.
    boolean reads(String table);

    /// Takes in what has arrived from outside since the last time.
    Freshness catchUp();

    /// The view is in the catalogue no more.
    void close();
  }

  /// Of a table that statements change.
  private static final Upkeep BY_STATEMENTS =
      new Upkeep() {
        @Override
        public boolean reads(String table) {
          return false;
        }

        @Override
        public Freshness catchUp() {
          return Freshness.UP_TO_DATE;
        }

        @Override
        public void close() {}
      };

  private StoredBatches rows;
  private @Nullable Supplier<StoredBatches> latest;
  private Optional<UniqueKeys> keys = Optional.empty();
  private final Upkeep upkeep;
  private final List<Follower> followers = new ArrayList<>();

  /// A table of these rows, which are its own from now on.
  ///
  /// @param keys what no two rows may have in common; without any row yet
  /// @throws UserException BAD_INPUT when two of the rows have
  MemoryTable(StoredBatches rows, Optional<UniqueKeys> keys) {
    this(rows, BY_STATEMENTS);
    keys.ifPresent(unique -> unique.add(rows.batches()));
    this.keys = keys;
  }

  /// The rows of a view.
  public MemoryTable(StoredBatches rows, Upkeep upkeep) {
    this.rows = rows;
    this.upkeep = upkeep;
  }

  /// Takes in what has arrived from outside. The rows change here, and not when they are read: a
  /// statement that reads them twice has to find the same.
  public Freshness catchUp() {
    return upkeep.catchUp();
  }

  /// The rows at present.
  public StoredBatches rows() {
    Supplier<StoredBatches> fresh = latest;
    if (fresh != null) {
      rows = fresh.get();
      latest = null;
    }
    return rows;
  }

  /// Adds rows that nobody changes any more.
  ///
  /// @throws UserException BAD_INPUT when a row has the key of another one; then none is added
  public void append(List<Batch> batches) {
    Schema schema = rows().schema();
    List<Batch> added =
        batches.stream().map(batch -> StoredBatches.settled(schema, batch)).toList();
    keys.ifPresent(unique -> unique.add(added));
    added.forEach(rows()::adopt);
    tell(added);
  }

  /// Gives the table other rows, and some behind them.
  ///
  /// @param batches that stay as they are or take the place of one that there is
  /// @throws UserException BAD_INPUT when two rows would have the same key; then nothing changes
  public void replace(List<Batch> batches, List<Batch> behind) {
    List<Batch> before = List.copyOf(rows().batches());
    StoredBatches after = new StoredBatches(rows.schema());
    batches.forEach(after::adopt);
    behind.forEach(after::adopt);
    Optional<UniqueKeys> remaining = keys.map(UniqueKeys::empty);
    remaining.ifPresent(unique -> unique.add(after.batches()));
    keys = remaining;
    rows = after;
    if (!followers.isEmpty()) {
      tell(difference(before, after));
    }
  }

  /// Tells that the rows are others now.
  ///
  /// @param fresh gives them when they are asked for
  public void refresh(Supplier<StoredBatches> fresh, List<Batch> delta) {
    latest = fresh;
    tell(delta);
  }

  private void tell(List<Batch> delta) {
    if (!delta.isEmpty()) {
      List.copyOf(followers).forEach(follower -> follower.changed(delta));
    }
  }

  /// Batches that are in both are the same.
  private static List<Batch> difference(List<Batch> before, StoredBatches after) {
    Set<Batch> old = identities(before);
    Set<Batch> now = identities(after.batches());
    List<Batch> delta = new ArrayList<>();
    for (Batch batch : before) {
      if (!now.contains(batch)) {
        delta.add(negated(batch, after));
      }
    }
    after.batches().stream().filter(batch -> !old.contains(batch)).forEach(delta::add);
    return delta;
  }

  private static Set<Batch> identities(List<Batch> batches) {
    Set<Batch> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(batches);
    return set;
  }

  private static Batch negated(Batch batch, StoredBatches like) {
    StoredBatches copy = new StoredBatches(like.schema());
    copy.append(batch);
    Batch flat = copy.batches().getFirst();
    long[] weights = new long[flat.rowCount()];
    Arrays.setAll(weights, row -> -flat.weightAt(row));
    return new Batch(flat.columns(), flat.rowCount(), null, weights);
  }

  /// Tells a view of every change from now on.
  public void follow(Follower follower) {
    followers.add(follower);
  }

  /// Ends what [#follow] began.
  public void unfollow(Follower follower) {
    followers.remove(follower);
  }

  /// Whether this is a view that reads a table.
  public boolean reads(String table) {
    return upkeep.reads(table);
  }

  /// The table is in the catalogue no more.
  void removed() {
    upkeep.close();
  }
}
