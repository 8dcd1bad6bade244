package io.velostream.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result that is read forward, once.
final class CursorResultSet
    implements ReadOnlyResult, ForwardResult, PlainResult, NamedResult, Unwrapping {
  private final Cursor cursor;
  private final @Nullable SessionStatement statement;
  private boolean wasNull;
  private boolean closed;
  private long row;
  private boolean ended;

  /// @param statement whose result it is, if it is one's
  CursorResultSet(Cursor cursor, @Nullable SessionStatement statement) {
    this.cursor = cursor;
    this.statement = statement;
  }

  @Override
  public boolean next() throws SQLException {
    requireOpen();
    if (!ended && cursor.next()) {
      row++;
      return true;
    }
    ended = true;
    return false;
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw Errors.closed("result");
    }
  }

  private int index(int column) throws SQLException {
    requireOpen();
    if (column < 1 || column > cursor.columns().size()) {
      throw Errors.wrongUse(
          "there is no column %d, the result has %d".formatted(column, cursor.columns().size()));
    }
    if (row == 0 || ended) {
      throw Errors.wrongUse("there is no current row");
    }
    return column - 1;
  }

  private @Nullable Object value(int column) throws SQLException {
    Object value = cursor.value(index(column));
    wasNull = value == null;
    return value;
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    String text = cursor.text(index(column));
    wasNull = text == null;
    return text;
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    Object value = value(column);
    return value != null && Values.bool(value);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long getLong(int column) throws SQLException {
    return whole(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long whole(int column, long min, long max) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Values.whole(value, min, max);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Values.floating(value);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Values.decimal(value);
  }

  @Override
  @Deprecated
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Values.bytes(value);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Date.valueOf(Values.date(value));
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null
        ? null
        : new Date(Values.timestamp(Values.date(value), calendar).getTime());
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Time.valueOf(Values.time(value));
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null
        ? null
        : new Time(
            Values.timestamp(Values.time(value).atDate(java.time.LocalDate.EPOCH), calendar)
                .getTime());
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    Object value = value(column);
    return value == null ? null : Values.timestamp(value, calendar);
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Values.classic(value);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    Object value = value(column);
    if (value == null) {
      return null;
    }
    String text = type == String.class ? String.valueOf(cursor.text(index(column))) : "";
    return type.cast(Values.as(value, type, text));
  }

  @Override
  public int findColumn(String label) throws SQLException {
    List<ResultColumn> columns = cursor.columns();
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).name().equalsIgnoreCase(label)) {
        return c + 1;
      }
    }
    throw Errors.wrongUse("the result has no column '" + label + "'");
  }

  @Override
  public ResultSetMetaData getMetaData() {
    return new ColumnsMetaData(cursor.columns());
  }

  @Override
  public int getRow() {
    return ended ? 0 : (int) Math.min(Integer.MAX_VALUE, row);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    throw Errors.unsupported("a look at the next row");
  }

  @Override
  public @Nullable Statement getStatement() {
    return statement;
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    SQLWarning first = null;
    for (String text : cursor.warnings()) {
      SQLWarning warning = new SQLWarning(text, "01000");
      if (first == null) {
        first = warning;
      } else {
        first.setNextWarning(warning);
      }
    }
    return first;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != FETCH_FORWARD) {
      throw Errors.unsupported("fetching backwards");
    }
  }

  @Override
  public int getFetchDirection() {
    return FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) {}

  @Override
  public int getFetchSize() {
    return 0;
  }

  @Override
  public int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() {
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() {
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      cursor.close();
      if (statement != null) {
        statement.resultClosed();
      }
    }
  }
}
