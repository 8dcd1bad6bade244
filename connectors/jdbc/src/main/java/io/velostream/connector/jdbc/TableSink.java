package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rows to a table within the transaction of a connection, and leaves committing to others.
///
/// A row that the database refuses does not spoil the others: they are sent again one by one, and
/// the row goes to the bad ones.
final class TableSink implements AutoCloseable {
  /// Of a refused row: a number would be another one after a death.
  private static final long NO_POSITION = 0;

  private final Connection connection;
  private final String what;
  private final List<String> names;
  private final List<JdbcType> types;
  private final Changes changes;
  private final int maxRows;
  private final BadRows badRows;
  private final String table;
  private final PreparedStatement write;
  private final @Nullable PreparedStatement delete;
  private final int[] key;

  /// @param connection without autocommit; not closed by this
  TableSink(Connection connection, TableSql sql, TableRequest request, int maxRows)
      throws SQLException {
    Schema schema = request.schema();
    this.connection = connection;
    this.table = request.table();
    this.what = "cannot write to '" + table + "'";
    this.names = schema.fields().stream().map(field -> field.name()).toList();
    this.types = JdbcConnector.types(request);
    this.key = request.key().stream().mapToInt(Integer::intValue).toArray();
    this.changes =
        key.length == 0 ? new AppendedRows() : new KeyedRows(request.key(), !request.changelog());
    this.maxRows = maxRows;
    this.badRows = request.badRows();
    this.write = connection.prepareStatement(sql.write());
    this.delete = key.length == 0 ? null : connection.prepareStatement(sql.delete());
  }

  /// Takes the live rows of a batch, and sends some when many wait.
  void add(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      changes.add(row(batch, row), batch.weightAt(row));
      if (changes.size() >= maxRows && changes.isReadyAnyTime()) {
        flush();
      }
    }
  }

  /// Sends all that waits.
  void flush() throws IOException {
    Changes.Pending pending = changes.take();
    try {
      if (delete != null) {
        send(delete, pending.deletions(), key);
      }
      send(write, pending.rows(), null);
    } catch (SQLException e) {
      throw SqlFailures.of(what, e);
    }
  }

  /// Drops all that waits.
  void clear() {
    Changes.Pending dropped = changes.take();
    assert changes.size() == 0 : dropped;
  }

  private SinkRow row(Batch batch, int row) {
    @Nullable Object[] values = new @Nullable Object[types.size()];
    for (int c = 0; c < values.length; c++) {
      Object value = Values.get(batch.column(c), row);
      values[c] = value == null ? null : types.get(c).toJdbc().of(value);
    }
    return new SinkRow(values);
  }

  /// @param columns the indexes of the values among all columns; `null` for all
  private void send(PreparedStatement statement, List<SinkRow> rows, int @Nullable [] columns)
      throws SQLException {
    for (int from = 0; from < rows.size(); from += maxRows) {
      List<SinkRow> part = rows.subList(from, Math.min(from + maxRows, rows.size()));
      Savepoint before = connection.setSavepoint();
      try {
        for (SinkRow row : part) {
          bind(statement, row, columns);
          statement.addBatch();
        }
        statement.executeBatch();
      } catch (SQLException e) {
        statement.clearBatch();
        if (!SqlFailures.isOfRow(e)) {
          throw e;
        }
        connection.rollback(before);
        sendEach(statement, part, columns);
      }
      connection.releaseSavepoint(before);
    }
  }

  private void sendEach(PreparedStatement statement, List<SinkRow> rows, int @Nullable [] columns)
      throws SQLException {
    for (SinkRow row : rows) {
      Savepoint before = connection.setSavepoint();
      try {
        bind(statement, row, columns);
        statement.executeUpdate();
      } catch (SQLException e) {
        if (!SqlFailures.isOfRow(e)) {
          throw e;
        }
        connection.rollback(before);
        String text = row.text(columns == null ? names : namesOf(columns));
        badRows.report(table, NO_POSITION, Slice.utf8(text), SqlFailures.text(e));
      }
      connection.releaseSavepoint(before);
    }
  }

  private List<String> namesOf(int[] columns) {
    List<String> some = new ArrayList<>();
    for (int column : columns) {
      some.add(names.get(column));
    }
    return some;
  }

  private void bind(PreparedStatement statement, SinkRow row, int @Nullable [] columns)
      throws SQLException {
    @Nullable Object[] values = row.values();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null) {
        statement.setNull(i + 1, types.get(columns == null ? i : columns[i]).sqlType());
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (PreparedStatement _ = write;
        PreparedStatement _ = delete) {
      clear();
    } catch (SQLException e) {
      throw SqlFailures.of(what, e);
    }
  }
}
