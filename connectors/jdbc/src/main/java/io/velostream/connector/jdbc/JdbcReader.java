package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the rows that a table has when it is opened, in no certain order.
final class JdbcReader implements BatchReader {
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;
  private final RowBuilder builder;
  private final int batchRows;
  private final String table;

  private JdbcReader(
      Connection connection, Statement statement, ResultSet rows, TableRequest request) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    this.builder = new RowBuilder(request);
    this.batchRows = request.batchRows();
    this.table = request.table();
  }

  static JdbcReader open(Connections connections, JdbcOptions options, TableRequest request)
      throws IOException {
    Dialect dialect = Dialect.of(options.url());
    try {
      Connection connection = connections.open();
      try {
        TargetTable target = TargetTable.find(connection, dialect, options.table());
        Schema wanted = request.schema().project(request.columns());
        String sql = target.statements(dialect, wanted, List.of()).select();
        connection.setAutoCommit(false); // or PostgreSQL's driver would fetch all rows at once
        Statement statement = connection.createStatement();
        statement.setFetchSize(options.fetchRows());
        return new JdbcReader(connection, statement, statement.executeQuery(sql), request);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailures.of("cannot read '" + request.table() + "'", e);
    }
  }

  @Override
  public @Nullable Batch read() throws IOException {
    int seen = 0;
    builder.clear();
    try {
      while (seen < batchRows && rows.next()) {
        seen++;
        builder.add(rows);
      }
    } catch (SQLException e) {
      throw SqlFailures.of("cannot read '" + table + "'", e);
    }
    return seen == 0 ? null : builder.build();
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  @Override
  public void close() throws IOException {
    try (Connection open = connection;
        Statement _ = statement;
        ResultSet _ = rows) {
      if (!open.isClosed()) {
        open.rollback();
      }
    } catch (SQLException e) {
      throw SqlFailures.of("cannot read '" + table + "'", e);
    }
  }
}
