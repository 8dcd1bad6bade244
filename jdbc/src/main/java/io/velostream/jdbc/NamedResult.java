package io.velostream.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/// Columns by their names.
interface NamedResult extends ResultSet {
  @Override
  default Array getArray(String text) throws SQLException {
    return getArray(findColumn(text));
  }

  @Override
  default InputStream getAsciiStream(String text) throws SQLException {
    return getAsciiStream(findColumn(text));
  }

  @Override
  default BigDecimal getBigDecimal(String text) throws SQLException {
    return getBigDecimal(findColumn(text));
  }

  @Override
  @Deprecated
  default BigDecimal getBigDecimal(String text, int number) throws SQLException {
    return getBigDecimal(findColumn(text), number);
  }

  @Override
  default InputStream getBinaryStream(String text) throws SQLException {
    return getBinaryStream(findColumn(text));
  }

  @Override
  default Blob getBlob(String text) throws SQLException {
    return getBlob(findColumn(text));
  }

  @Override
  default boolean getBoolean(String text) throws SQLException {
    return getBoolean(findColumn(text));
  }

  @Override
  default byte getByte(String text) throws SQLException {
    return getByte(findColumn(text));
  }

  @Override
  default byte[] getBytes(String text) throws SQLException {
    return getBytes(findColumn(text));
  }

  @Override
  default Reader getCharacterStream(String text) throws SQLException {
    return getCharacterStream(findColumn(text));
  }

  @Override
  default Clob getClob(String text) throws SQLException {
    return getClob(findColumn(text));
  }

  @Override
  default Date getDate(String text) throws SQLException {
    return getDate(findColumn(text));
  }

  @Override
  default Date getDate(String text, Calendar value) throws SQLException {
    return getDate(findColumn(text), value);
  }

  @Override
  default double getDouble(String text) throws SQLException {
    return getDouble(findColumn(text));
  }

  @Override
  default float getFloat(String text) throws SQLException {
    return getFloat(findColumn(text));
  }

  @Override
  default int getInt(String text) throws SQLException {
    return getInt(findColumn(text));
  }

  @Override
  default long getLong(String text) throws SQLException {
    return getLong(findColumn(text));
  }

  @Override
  default Reader getNCharacterStream(String text) throws SQLException {
    return getNCharacterStream(findColumn(text));
  }

  @Override
  default NClob getNClob(String text) throws SQLException {
    return getNClob(findColumn(text));
  }

  @Override
  default String getNString(String text) throws SQLException {
    return getNString(findColumn(text));
  }

  @Override
  default <T> T getObject(String text, Class<T> type) throws SQLException {
    return getObject(findColumn(text), type);
  }

  @Override
  default Object getObject(String text) throws SQLException {
    return getObject(findColumn(text));
  }

  @Override
  default Object getObject(String text, Map<String, Class<?>> value) throws SQLException {
    return getObject(findColumn(text), value);
  }

  @Override
  default Ref getRef(String text) throws SQLException {
    return getRef(findColumn(text));
  }

  @Override
  default RowId getRowId(String text) throws SQLException {
    return getRowId(findColumn(text));
  }

  @Override
  default SQLXML getSQLXML(String text) throws SQLException {
    return getSQLXML(findColumn(text));
  }

  @Override
  default short getShort(String text) throws SQLException {
    return getShort(findColumn(text));
  }

  @Override
  default String getString(String text) throws SQLException {
    return getString(findColumn(text));
  }

  @Override
  default Time getTime(String text) throws SQLException {
    return getTime(findColumn(text));
  }

  @Override
  default Time getTime(String text, Calendar value) throws SQLException {
    return getTime(findColumn(text), value);
  }

  @Override
  default Timestamp getTimestamp(String text) throws SQLException {
    return getTimestamp(findColumn(text));
  }

  @Override
  default Timestamp getTimestamp(String text, Calendar value) throws SQLException {
    return getTimestamp(findColumn(text), value);
  }

  @Override
  default URL getURL(String text) throws SQLException {
    return getURL(findColumn(text));
  }

  @Override
  @Deprecated
  default InputStream getUnicodeStream(String text) throws SQLException {
    return getUnicodeStream(findColumn(text));
  }
}
