package io.velostream.benchmarks.duckdb;

import io.velostream.benchmarks.check.ResultRow;
import io.velostream.benchmarks.data.DataSet;
import io.velostream.columnar.error.EnvironmentException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// A DuckDB database in memory that uses one thread, or as many as it is told.
public final class DuckDb implements AutoCloseable {
  private final DuckDBConnection connection;
  private final int threads;

  private DuckDb(DuckDBConnection connection, int threads) {
    this.connection = connection;
    this.threads = threads;
  }

  /// A new, empty database of one thread.
  ///
  /// @throws EnvironmentException when the native library does not load
  public static DuckDb open() {
    return open(1);
  }

  /// A new, empty database.
  ///
  /// @param threads how many work on one query
  /// @throws EnvironmentException when the native library does not load
  public static DuckDb open(int threads) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      DuckDb database = new DuckDb(connection.unwrap(DuckDBConnection.class), threads);
      database.execute("SET threads = " + threads);
      database.execute("SET TimeZone = 'UTC'");
      return database;
    } catch (SQLException e) {
      throw failed("open", e);
    }
  }

  /// How many threads work on one query.
  public int threads() {
    return threads;
  }

  /// The version of the library.
  public String version() {
    List<ResultRow> rows = query("SELECT version()");
    return String.valueOf(rows.getFirst().values().getFirst());
  }

  /// Makes a table of the rows, under the table's own name.
  ///
  /// @param withLate whether rows that come late for Velostream are put in, too
  public void load(DataSet data, boolean withLate) {
    TableLoader.load(connection, data, withLate);
  }

  /// Rewrites all tables in DuckDB's compressed form (dictionaries, bit-packing), in which queries
  /// run on ids of strings. Tables in memory are plain otherwise.
  public void compress() {
    execute("CHECKPOINT");
  }

  /// Runs a statement and drops what it returns.
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// The rows of a query.
  public List<ResultRow> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      int columns = results.getMetaData().getColumnCount();
      List<ResultRow> rows = new ArrayList<>();
      while (results.next()) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int c = 1; c <= columns; c++) {
          values.add(normal(results.getObject(c)));
        }
        rows.add(new ResultRow(values));
      }
      return rows;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  private static @Nullable Object normal(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Double number -> number + 0.0;
      case Float number -> number + 0.0;
      case BigDecimal number -> ResultRow.exact(number);
      case BigInteger number -> ResultRow.exact(new BigDecimal(number));
      case Long number -> ResultRow.exact(BigDecimal.valueOf(number));
      case Integer number -> ResultRow.exact(BigDecimal.valueOf(number));
      case Timestamp time -> ResultRow.exact(BigDecimal.valueOf(micros(time.toInstant())));
      default -> throw new IllegalArgumentException("not expected of DuckDB: " + value.getClass());
    };
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  static EnvironmentException failed(String what, SQLException cause) {
    return new EnvironmentException("DuckDB: " + cause.getMessage() + " in: " + what, cause, false);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed("close", e);
    }
  }
}
