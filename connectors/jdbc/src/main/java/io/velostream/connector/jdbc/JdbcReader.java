package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads the rows that a table has when it is opened, in no certain order.
final class JdbcReader implements BatchReader {
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;
  private final Schema schema;
  private final List<JdbcType> types;
  private final int batchRows;
  private final BadRows badRows;
  private final String table;
  private long position;

  private JdbcReader(
      Connection connection, Statement statement, ResultSet rows, TableRequest request) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    this.schema = request.schema().project(request.columns());
    List<JdbcType> all = JdbcConnector.types(request);
    this.types = request.columns().stream().map(all::get).toList();
    this.batchRows = request.batchRows();
    this.badRows = request.badRows();
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
    List<VectorBuilder> builders =
        schema.types().stream().map(type -> VectorBuilder.of(type.lane())).toList();
    int count = 0;
    int seen = 0;
    try {
      while (seen < batchRows && rows.next()) {
        seen++;
        position++;
        count += append(builders) ? 1 : 0;
      }
    } catch (SQLException e) {
      throw SqlFailures.of("cannot read '" + table + "'", e);
    }
    if (seen == 0) {
      return null;
    }
    return new Batch(
        builders.stream().map(VectorBuilder::build).toArray(Vector[]::new), count, null, null);
  }

  /// Adds the row at the cursor, unless one of its values does not fit.
  private boolean append(List<VectorBuilder> builders) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[builders.size()];
    for (int c = 0; c < values.length; c++) {
      DataType type = schema.type(c);
      try {
        Object value = rows.getObject(c + 1, types.get(c).javaType());
        values[c] = value == null || rows.wasNull() ? null : types.get(c).fromJdbc().of(value);
      } catch (ArithmeticException e) {
        badRows.report(table, position, raw(), schema.field(c).name() + ": " + e.getMessage());
        return false;
      }
      if (values[c] == null && !schema.field(c).nullable()) {
        badRows.report(
            table,
            position,
            raw(),
            schema.field(c).name() + " is NULL, and " + type.sql() + " NOT NULL");
        return false;
      }
    }
    IntStream.range(0, values.length).forEach(c -> Values.append(builders.get(c), values[c]));
    return true;
  }

  private Slice raw() throws SQLException {
    StringBuilder text = new StringBuilder("(");
    for (int c = 0; c < schema.size(); c++) {
      text.append(c == 0 ? "" : ", ").append(schema.field(c).name()).append(" = ");
      text.append(rows.getString(c + 1));
    }
    return Slice.utf8(text.append(')').toString());
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
