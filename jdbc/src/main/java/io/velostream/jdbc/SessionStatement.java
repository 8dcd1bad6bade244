package io.velostream.jdbc;

import io.velostream.engine.ResultHandler;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs one statement at a time, and has its result.
sealed class SessionStatement implements PlainStatement, Unwrapping
    permits SessionPreparedStatement {
  private static final ResultHandler NO_ROWS =
      shape -> {
        throw new IllegalStateException("rows where none were expected: " + shape);
      };

  private final SessionConnection connection;
  private @Nullable CursorResultSet result;
  private long updateCount = -1;
  private @Nullable SQLWarning warning;
  private long maxRows;
  private int fetchSize;
  private boolean closeOnCompletion;
  private boolean closed;

  SessionStatement(SessionConnection connection) {
    this.connection = connection;
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return run(session -> one(session, sql));
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return rows(execute(sql));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return count(execute(sql));
  }

  @Override
  public boolean execute(String sql, int generatedKeys) throws SQLException {
    requireNoKeys(generatedKeys);
    return execute(sql);
  }

  @Override
  public int executeUpdate(String sql, int generatedKeys) throws SQLException {
    requireNoKeys(generatedKeys);
    return executeUpdate(sql);
  }

  private static void requireNoKeys(int generatedKeys) throws SQLException {
    if (generatedKeys != NO_GENERATED_KEYS) {
      throw Errors.unsupported("generated keys");
    }
  }

  /// The result of a run that should have given rows.
  final ResultSet rows(boolean hasRows) throws SQLException {
    ResultSet rows = result;
    if (!hasRows || rows == null) {
      throw Errors.wrongUse("the statement returned no rows: use executeUpdate");
    }
    return rows;
  }

  /// The count of a run that should have given no rows.
  final long count(boolean hasRows) throws SQLException {
    if (hasRows) {
      closeResult();
      throw Errors.wrongUse("the statement returned rows: use executeQuery");
    }
    return updateCount;
  }

  /// Runs a statement.
  ///
  /// @param chosen gives it
  /// @return whether it has rows
  final boolean run(SessionConnection.Call<io.velostream.engine.Statement> chosen)
      throws SQLException {
    requireOpen();
    closeResult();
    updateCount = -1;
    warning = null;
    return connection.call(
        this,
        session -> {
          io.velostream.engine.Statement statement = chosen.with(session).bind();
          if (statement.returnsRows()) {
            result = new CursorResultSet(new RowsCursor(session.query(statement), this), this);
            return true;
          }
          StatementResult done = session.execute(statement, NO_ROWS);
          updateCount = done.summary().map(summary -> summary.rowsOut()).orElse(0L);
          done.warnings().forEach(this::warn);
          return false;
        });
  }

  private void warn(String text) {
    SQLWarning next = new SQLWarning(text, "01000");
    if (warning == null) {
      warning = next;
    } else {
      warning.setNextWarning(next);
    }
  }

  static io.velostream.engine.Statement one(Session session, String sql) throws SQLException {
    List<io.velostream.engine.Statement> statements = session.parse(sql);
    if (statements.size() != 1) {
      throw Errors.wrongUse("one statement is expected, not " + statements.size());
    }
    return statements.getFirst();
  }

  /// Makes a call on behalf of this statement.
  final <T> T call(SessionConnection.Call<T> call) throws SQLException {
    return connection.call(this, call);
  }

  /// As [#call], for something that may have no result.
  final <T> @Nullable T read(SessionConnection.Reading<T> call) throws SQLException {
    return connection.read(this, call);
  }

  @Override
  public final void cancel() {
    connection.cancel(this);
  }

  @Override
  public final @Nullable ResultSet getResultSet() {
    return result;
  }

  @Override
  public final int getUpdateCount() {
    return (int) Math.min(Integer.MAX_VALUE, updateCount);
  }

  @Override
  public final long getLargeUpdateCount() {
    return updateCount;
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    closeResult();
    updateCount = -1;
    return false;
  }

  @Override
  public final boolean getMoreResults(int current) throws SQLException {
    if (current == KEEP_CURRENT_RESULT) {
      throw Errors.unsupported("several open results of a statement");
    }
    return getMoreResults();
  }

  @Override
  public final void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public final int getMaxRows() {
    return (int) Math.min(Integer.MAX_VALUE, maxRows);
  }

  @Override
  public final void setLargeMaxRows(long rows) throws SQLException {
    if (rows < 0) {
      throw Errors.wrongUse("the limit of rows must not be negative");
    }
    maxRows = rows;
  }

  @Override
  public final long getLargeMaxRows() {
    return maxRows;
  }

  @Override
  public final void setMaxFieldSize(int bytes) throws SQLException {
    if (bytes != 0) {
      throw Errors.unsupported("a limit for the size of fields");
    }
  }

  @Override
  public final int getMaxFieldSize() {
    return 0;
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    if (seconds != 0) {
      throw Errors.unsupported("timeouts: cancel the statement from another thread");
    }
  }

  @Override
  public final int getQueryTimeout() {
    return 0;
  }

  /// A hint that is of no use here.
  @Override
  public final void setFetchSize(int rows) throws SQLException {
    if (rows < 0) {
      throw Errors.wrongUse("the fetch size must not be negative");
    }
    fetchSize = rows;
  }

  @Override
  public final int getFetchSize() {
    return fetchSize;
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD) {
      throw Errors.unsupported("fetching backwards");
    }
  }

  @Override
  public final int getFetchDirection() {
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public final int getResultSetType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public final int getResultSetConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  /// There are no escapes: `{fn …}` is an error of syntax either way.
  @Override
  public final void setEscapeProcessing(boolean enable) {}

  @Override
  public final void setPoolable(boolean poolable) {}

  @Override
  public final boolean isPoolable() {
    return false;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() {
    return warning;
  }

  @Override
  public final void clearWarnings() {
    warning = null;
  }

  @Override
  public final Connection getConnection() {
    return connection;
  }

  @Override
  public final void closeOnCompletion() {
    closeOnCompletion = true;
  }

  @Override
  public final boolean isCloseOnCompletion() {
    return closeOnCompletion;
  }

  /// A result of this statement was closed.
  final void resultClosed() throws SQLException {
    if (closeOnCompletion) {
      close();
    }
  }

  final void requireOpen() throws SQLException {
    if (closed) {
      throw Errors.closed("statement");
    }
  }

  private void closeResult() throws SQLException {
    CursorResultSet old = result;
    result = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public final boolean isClosed() {
    return closed || connection.isClosed();
  }

  @Override
  public final void close() throws SQLException {
    if (!closed) {
      closed = true;
      closeResult();
    }
  }
}
