package io.velostream.jdbc;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One session. Any thread may use it: calls wait for each other, except for cancelling. Each
/// statement is complete when it has run: there are no transactions.
final class SessionConnection implements PlainConnection, Unwrapping {
  private final String url;
  private final Session session;
  private final Object cancelling = new Object();
  private @Nullable SessionStatement running;
  private boolean closed;

  private SessionConnection(String url, Session session) {
    this.url = url;
    this.session = session;
  }

  static SessionConnection open(String url, Map<String, String> settings) throws SQLException {
    Session session = Session.open();
    try {
      settings.forEach(session::set);
    } catch (UserException e) {
      session.close();
      throw Errors.of(e);
    }
    return new SessionConnection(url, session);
  }

  String url() {
    return url;
  }

  /// Something that the session does, with the engine's errors turned into JDBC's.
  interface Call<T> {
    T with(Session session) throws SQLException;
  }

  /// The same, for something that may have no result.
  interface Reading<T> {
    @Nullable T with(Session session) throws SQLException;
  }

  /// Makes a call once no other is under way.
  ///
  /// @param on whose behalf, so that it can be cancelled
  <T> T call(@Nullable SessionStatement on, Call<T> call) throws SQLException {
    return Objects.requireNonNull(read(on, call::with));
  }

  /// As [#call], for something that may have no result.
  <T> @Nullable T read(@Nullable SessionStatement on, Reading<T> call) throws SQLException {
    synchronized (session) {
      requireOpen();
      setRunning(on);
      try {
        return call.with(session);
      } catch (UserException e) {
        throw Errors.of(e);
      } catch (EnvironmentException e) {
        throw Errors.of(e);
      } finally {
        setRunning(null);
      }
    }
  }

  private void setRunning(@Nullable SessionStatement statement) {
    synchronized (cancelling) {
      running = statement;
    }
  }

  /// Ends the call that is under way if it is the statement's.
  void cancel(SessionStatement statement) {
    synchronized (cancelling) {
      if (running == statement) {
        session.cancel();
      }
    }
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw Errors.closed("connection");
    }
  }

  @Override
  public Statement createStatement() throws SQLException {
    requireOpen();
    return new SessionStatement(this);
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    requireForwardReadOnly(type, concurrency);
    return createStatement();
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    return createStatement(type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return new SessionPreparedStatement(this, sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    requireForwardReadOnly(type, concurrency);
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
    if (generatedKeys != Statement.NO_GENERATED_KEYS) {
      throw Errors.unsupported("generated keys");
    }
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    throw Errors.unsupported("generated keys");
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    throw Errors.unsupported("generated keys");
  }

  private static void requireForwardReadOnly(int type, int concurrency) throws SQLException {
    if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw Errors.unsupported("results that can be scrolled or written to");
    }
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    requireOpen();
    return new SessionMetaData(this);
  }

  @Override
  public String nativeSQL(String sql) {
    return sql;
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    requireOpen();
    if (!autoCommit) {
      throw Errors.unsupported("transactions");
    }
  }

  @Override
  public boolean getAutoCommit() {
    return true;
  }

  @Override
  public void commit() throws SQLException {
    throw Errors.wrongUse("there is nothing to commit: each statement commits by itself");
  }

  @Override
  public void rollback() throws SQLException {
    throw Errors.wrongUse("there is nothing to roll back: each statement commits by itself");
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    if (readOnly) {
      throw Errors.unsupported("read-only connections");
    }
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  /// There is one catalogue without a name; as JDBC asks, the choice of another is ignored.
  @Override
  public void setCatalog(String catalog) {}

  @Override
  public @Nullable String getCatalog() {
    return null;
  }

  /// As for the catalogue.
  @Override
  public void setSchema(String schema) {}

  @Override
  public @Nullable String getSchema() {
    return null;
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    if (level != TRANSACTION_NONE) {
      throw Errors.unsupported("transactions");
    }
  }

  @Override
  public int getTransactionIsolation() {
    return TRANSACTION_NONE;
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
      throw Errors.unsupported("results that a commit closes");
    }
  }

  @Override
  public int getHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public Map<String, Class<?>> getTypeMap() {
    return Map.of();
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public boolean isValid(int timeout) {
    return !closed;
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    throw new SQLClientInfoException();
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    throw new SQLClientInfoException();
  }

  @Override
  public @Nullable String getClientInfo(String name) {
    return null;
  }

  @Override
  public Properties getClientInfo() {
    return new Properties();
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    throw Errors.unsupported("a network: the engine runs in this process");
  }

  @Override
  public int getNetworkTimeout() {
    return 0;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /// Ends what is running, then closes all results.
  @Override
  public void close() {
    session.cancel();
    synchronized (session) {
      if (!closed) {
        closed = true;
        session.close();
      }
    }
  }
}
