package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.connector.spi.KeyLookup;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds rows of a table by their keys, many in one query. The connection is made when it is
/// needed, and made anew after a failure.
final class JdbcLookup implements KeyLookup {
  /// How many keys one query has: few forms, which the database prepares once. The last key fills
  /// up what is left over.
  private static final int[] SIZES = {1, 16, 256};

  private final Connections connections;
  private final JdbcOptions options;
  private final TableRequest request;
  private final List<Integer> keys;
  private final List<JdbcType> keyTypes;
  private final RowBuilder rows;
  private final Map<Integer, PreparedStatement> queries = new LinkedHashMap<>();
  private @Nullable Connection connection;
  private @Nullable TableSql sql;

  /// @param keys positions in the request's columns
  JdbcLookup(
      Connections connections,
      JdbcOptions options,
      TableRequest request,
      List<Integer> keys,
      List<DataType> types) {
    this.connections = connections;
    this.options = options;
    this.request = request;
    this.keys = List.copyOf(keys);
    this.keyTypes = types.stream().map(type -> JdbcType.of(type).orElseThrow()).toList();
    this.rows = new RowBuilder(request);
  }

  @Override
  public Batch find(Batch wanted) throws IOException {
    rows.clear();
    try {
      for (int from = 0; from < wanted.rowCount(); ) {
        int size = size(wanted.rowCount() - from);
        query(wanted, from, size);
        from += size;
      }
      return rows.build();
    } catch (SQLException e) {
      Closing.after(e, this::close);
      throw SqlFailures.of("cannot look rows up in '" + request.table() + "'", e);
    }
  }

  private static int size(int left) {
    for (int size : SIZES) {
      if (left <= size) {
        return size;
      }
    }
    return SIZES[SIZES.length - 1];
  }

  private void query(Batch wanted, int from, int size) throws SQLException {
    PreparedStatement query = prepared(size);
    int parameter = 1;
    for (int i = 0; i < size; i++) {
      int row = wanted.rowAt(Math.min(from + i, wanted.rowCount() - 1));
      for (int k = 0; k < keyTypes.size(); k++) {
        Object value = Objects.requireNonNull(Values.get(wanted.column(k), row));
        query.setObject(parameter++, keyTypes.get(k).toJdbc().of(value));
      }
    }
    try (ResultSet found = query.executeQuery()) {
      while (found.next()) {
        rows.add(found);
      }
    }
  }

  private PreparedStatement prepared(int size) throws SQLException {
    Connection open = connection == null ? connect() : connection;
    PreparedStatement known = queries.get(size);
    if (known == null) {
      known = open.prepareStatement(Objects.requireNonNull(sql).selectByKeys(size));
      queries.put(size, known);
    }
    return known;
  }

  /// Each query sees what is committed when it is sent.
  private Connection connect() throws SQLException {
    Connection open = connections.open();
    connection = open;
    Dialect dialect = Dialect.of(options.url());
    Schema wanted = request.schema().project(request.columns());
    sql = TargetTable.find(open, dialect, options.table()).statements(dialect, wanted, keys);
    return open;
  }

  @Override
  public void close() throws IOException {
    Connection last = connection;
    connection = null;
    queries.clear();
    if (last != null) {
      try {
        last.close(); // its statements with it
      } catch (SQLException e) {
        throw SqlFailures.of("cannot leave '" + request.table() + "'", e);
      }
    }
  }
}
