package io.velostream.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A statement with parameters, parsed once. Values become constants of the syntax tree at each
/// execution: they cannot change what the statement does.
final class SessionPreparedStatement extends SessionStatement implements PlainParameters {
  private final io.velostream.engine.Statement statement;
  private final @Nullable Object[] values;
  private final boolean[] given;

  SessionPreparedStatement(SessionConnection connection, String sql) throws SQLException {
    super(connection);
    this.statement = call(session -> one(session, sql));
    this.values = new @Nullable Object[statement.parameterCount()];
    this.given = new boolean[values.length];
  }

  @Override
  public boolean execute() throws SQLException {
    for (int i = 0; i < given.length; i++) {
      if (!given[i]) {
        throw Errors.wrongUse("parameter " + (i + 1) + " has no value");
      }
    }
    return run(_ -> statement.bind(values));
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return rows(execute());
  }

  @Override
  public int executeUpdate() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return count(execute());
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw Errors.wrongUse("a prepared statement has its text already");
  }

  /// Not known before the statement has run, as JDBC allows.
  @Override
  public @Nullable ResultSetMetaData getMetaData() {
    return null;
  }

  @Override
  public void clearParameters() {
    Arrays.fill(values, null);
    Arrays.fill(given, false);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value) throws SQLException {
    requireOpen();
    if (parameter < 1 || parameter > values.length) {
      throw Errors.wrongUse(
          "there is no parameter %d, the statement has %d".formatted(parameter, values.length));
    }
    values[parameter - 1] = Values.modern(value);
    given[parameter - 1] = true;
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, int type) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, int type, int scale)
      throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setNull(int parameter, int type) throws SQLException {
    setObject(parameter, null);
  }

  @Override
  public void setNull(int parameter, int type, String typeName) throws SQLException {
    setObject(parameter, null);
  }

  @Override
  public void setBoolean(int parameter, boolean value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setByte(int parameter, byte value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setShort(int parameter, short value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setInt(int parameter, int value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setLong(int parameter, long value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setFloat(int parameter, float value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setDouble(int parameter, double value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setString(int parameter, @Nullable String value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setNString(int parameter, @Nullable String value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setDate(int parameter, @Nullable Date value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setTime(int parameter, @Nullable Time value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
    setObject(parameter, value);
  }
}
