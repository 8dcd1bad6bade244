package io.velostream.connector.jdbc;

import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A connection with a transaction, and a table that is written in it.
///
/// @param connection without autocommit
record SinkConnection(Connection connection, TargetTable target, TableSink sink, String what)
    implements AutoCloseable {
  /// @param progress whether the database is to keep a record
  static SinkConnection open(
      Connections connections, JdbcOptions options, TableRequest request, boolean progress)
      throws IOException {
    String what = "cannot write to '" + request.table() + "'";
    Dialect dialect = Dialect.of(options.url());
    try {
      Connection connection = connections.open();
      try {
        TargetTable target = TargetTable.find(connection, dialect, options.table());
        if (progress) {
          ProgressTable.create(connection);
        }
        makeDurable(connection, dialect);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        TableSql sql = target.statements(dialect, request.schema(), request.key());
        TableSink sink = new TableSink(connection, sql, request, options.maxRows());
        return new SinkConnection(connection, target, sink, what);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailures.of(what, e);
    }
  }

  private static void makeDurable(Connection connection, Dialect dialect) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : dialect.durableCommits()) {
        statement.execute(sql);
      }
    }
  }

  void commit() throws IOException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw SqlFailures.of(what, e);
    }
  }

  void rollback() throws IOException {
    try {
      sink.clear();
      connection.rollback();
    } catch (SQLException e) {
      throw SqlFailures.of(what, e);
    }
  }

  /// Undoes what was not committed.
  @Override
  public void close() throws IOException {
    try (Connection open = connection;
        TableSink _ = sink) {
      if (!open.isClosed()) {
        open.rollback();
      }
    } catch (SQLException e) {
      if (!SqlFailures.isTemporary(e)) {
        throw SqlFailures.of(what, e);
      }
      // The connection is gone, and with it what was not committed: that is what was wanted.
    }
  }
}
