package io.velostream.engine.catalog;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.value.ToJava;
import io.velostream.operators.rows.RowTable;
import io.velostream.sql.TableDefinition;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The keys of the rows of a table in memory, of which no two are equal. A key with a NULL in it is
/// equal to none.
final class UniqueKeys {
  private final String table;
  private final Schema schema;
  private final List<Integer> columns;
  private final RowTable keys;

  private UniqueKeys(String table, Schema schema, List<Integer> columns) {
    this.table = table;
    this.schema = schema;
    this.columns = columns;
    List<Lane> lanes = columns.stream().map(column -> schema.type(column).lane()).toList();
    keys = new RowTable(lanes);
  }

  /// Those of a table that has a PRIMARY KEY of stored columns. Where it has a watermark, too, rows
  /// of one key are versions, each valid from its time on, and may be many.
  static Optional<UniqueKeys> of(TableDefinition definition) {
    Schema schema = definition.physicalSchema();
    List<Integer> columns = definition.primaryKey().stream().map(schema::indexOf).toList();
    boolean checked =
        !columns.isEmpty() && !columns.contains(-1) && definition.watermark().isEmpty();
    return checked
        ? Optional.of(new UniqueKeys(definition.name(), schema, columns))
        : Optional.empty();
  }

  /// The same without keys.
  UniqueKeys empty() {
    return new UniqueKeys(table, schema, columns);
  }

  /// Adds the keys of rows: of all or, when it fails, of none.
  ///
  /// @throws UserException BAD_INPUT for the first row whose key is there
  void add(List<Batch> rows) {
    BitSet added = new BitSet();
    for (Batch batch : rows) {
      Vector[] key = columns.stream().map(batch::column).toArray(Vector[]::new);
      for (int k = 0; k < batch.rowCount(); k++) {
        int row = batch.rowAt(k);
        if (hasNull(key, row)) {
          continue;
        }
        int before = keys.size();
        int slot = keys.findOrAdd(key, row);
        boolean isNew = keys.size() > before;
        if (!isNew || batch.weightAt(row) > 1) {
          UserException error = error(key, row, isNew || added.get(slot));
          added.stream().forEach(keys::remove);
          if (isNew) {
            keys.remove(slot);
          }
          throw error;
        }
        added.set(slot);
      }
    }
  }

  private static boolean hasNull(Vector[] key, int row) {
    for (Vector column : key) {
      if (column.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /// @param together whether both rows are of the same change
  private UserException error(Vector[] key, int row, boolean together) {
    String names =
        columns.stream().map(schema::field).map(Field::name).collect(Collectors.joining(", "));
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < key.length; i++) {
      values.append(i == 0 ? "" : ", ");
      values.append(ToJava.at(schema.type(columns.get(i)), key[i], row));
    }
    String what = "the PRIMARY KEY (" + names + ") = (" + values + ")";
    return together
        ? new UserException(ErrorCode.BAD_INPUT, "'" + table + "' would have two rows with " + what)
            .hint("give each row a key of its own: GROUP BY it, or leave rows out in WHERE")
        : new UserException(ErrorCode.BAD_INPUT, "'" + table + "' already has a row with " + what)
            .hint("INSERT … ON CONFLICT says what becomes of such rows; UPDATE changes one");
  }
}
