package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.operators.rows.RowTable;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.CompiledStatement;
import java.util.Arrays;
import java.util.List;

/// Collects the rows that a statement changes, and changes them all when it has ended well.
final class ChangingWriter implements BatchWriter {
  private final CompiledStatement.Change change;
  private final MemoryTable target;
  private final Schema schema;
  private final StoredBatches written;
  private long count;

  ChangingWriter(CompiledStatement.Change change, MemoryTable target) {
    this.change = change;
    this.target = target;
    this.schema = target.rows().schema();
    this.written = new StoredBatches(change.plan().root().schema());
  }

  /// How many rows have changed.
  long count() {
    return count;
  }

  @Override
  public void write(Batch batch) {
    written.append(batch);
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() {
    if (written.rows() == 0) {
      return;
    }
    Batch rows = StoredBatches.joined(written);
    switch (change.kind()) {
      case DELETE -> delete(rows);
      case UPDATE -> update(rows);
      case MERGE, UPSERT, INSERT_NEW -> merge(rows);
    }
  }

  @Override
  public void close() {}

  private void delete(Batch rows) {
    Vector[] old = part(rows, 0);
    ChangedRows going = new ChangedRows(schema);
    for (int row = 0; row < rows.rowCount(); row++) {
      going.add(old, row, -1);
    }
    apply(going, new Vector[0], new StoredBatches(schema));
    count = rows.rowCount();
  }

  private void update(Batch rows) {
    Vector[] old = part(rows, 0);
    Vector[] comers = part(rows, schema.size());
    NotNull.check(schema, Batch.of(rows.rowCount(), List.of(comers)));
    ChangedRows going = new ChangedRows(schema);
    for (int row = 0; row < rows.rowCount(); row++) {
      going.add(old, row, row);
    }
    apply(going, comers, new StoredBatches(schema));
    count = rows.rowCount();
  }

  private void merge(Batch rows) {
    LongVector matched = (LongVector) rows.column(0);
    Vector[] old = part(rows, 1);
    Vector[] comers = part(rows, 1 + schema.size());
    Vector[] added = part(rows, 1 + 2 * schema.size());
    ChangedRows going = new ChangedRows(schema);
    int[] fresh = new int[rows.rowCount()];
    int[] changed = new int[rows.rowCount()];
    int changes = 0;
    int inserts = 0;
    Keys keys = new Keys();
    for (int row = 0; row < rows.rowCount(); row++) {
      if (matched.values()[row] != 0) {
        going.add(old, row, row);
        changed[changes++] = row;
      } else if (keys.isNew(added, row)) {
        fresh[inserts++] = row;
      }
    }
    Batch updates = selected(comers, changed, changes);
    Batch arrivals = selected(added, fresh, inserts);
    NotNull.check(schema, updates);
    NotNull.check(schema, arrivals);
    StoredBatches behind = new StoredBatches(schema);
    behind.append(arrivals);
    apply(going, comers, behind);
    count = (long) changes + inserts;
  }

  private static Batch selected(Vector[] columns, int[] rows, int count) {
    return new Batch(columns, count, Arrays.copyOf(rows, count), null);
  }

  private void apply(ChangedRows going, Vector[] comers, StoredBatches behind) {
    List<Batch> after = going.applyTo(target.rows().batches(), comers);
    if (going.hasMissed()) {
      throw error("two rows change the same row of '" + change.target().name() + "'")
          .hint("make the rows of the source different in the columns that are compared");
    }
    try {
      target.replace(after, behind.batches());
    } catch (UserException e) {
      throw e.at(change.position());
    }
  }

  private UserException error(String message) {
    return new UserException(ErrorCode.INVALID_STATEMENT, message).at(change.position());
  }

  private Vector[] part(Batch rows, int from) {
    return Arrays.copyOfRange(rows.columns(), from, from + schema.size());
  }

  /// The keys of the rows that are added by ON CONFLICT.
  private final class Keys {
    private final RowTable seen =
        new RowTable(change.key().stream().map(column -> lane(column)).toList());

    private Lane lane(int column) {
      return schema.type(column).lane();
    }

    /// Whether the row is to be added.
    boolean isNew(Vector[] columns, int row) {
      if (change.key().isEmpty()) {
        return true;
      }
      Vector[] key = change.key().stream().map(c -> columns[c]).toArray(Vector[]::new);
      int before = seen.size();
      seen.findOrAdd(key, row);
      boolean isNew = seen.size() > before;
      if (!isNew && change.kind() == CompiledStatement.Change.Kind.UPSERT) {
        String names =
            String.join(", ", change.key().stream().map(schema::field).map(Field::name).toList());
        throw error("two of the new rows have the same key (" + names + ")")
            .hint("leave one of them in the query: GROUP BY the key, or SELECT DISTINCT ON");
      }
      return isNew;
    }
  }
}
