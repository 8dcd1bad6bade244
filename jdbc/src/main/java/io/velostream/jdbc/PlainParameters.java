package io.velostream.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/// What parameters without large objects, streams and types of the user do not do.
interface PlainParameters extends PreparedStatement {
  @Override
  default void addBatch() throws SQLException {
    throw Errors.unsupported("addBatch");
  }

  @Override
  default ParameterMetaData getParameterMetaData() throws SQLException {
    throw Errors.unsupported("getParameterMetaData");
  }

  @Override
  default void setArray(int number, Array value) throws SQLException {
    throw Errors.unsupported("setArray");
  }

  @Override
  default void setAsciiStream(int number, InputStream value) throws SQLException {
    throw Errors.unsupported("setAsciiStream");
  }

  @Override
  default void setAsciiStream(int number, InputStream value, int number2) throws SQLException {
    throw Errors.unsupported("setAsciiStream");
  }

  @Override
  default void setAsciiStream(int number, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("setAsciiStream");
  }

  @Override
  default void setBinaryStream(int number, InputStream value) throws SQLException {
    throw Errors.unsupported("setBinaryStream");
  }

  @Override
  default void setBinaryStream(int number, InputStream value, int number2) throws SQLException {
    throw Errors.unsupported("setBinaryStream");
  }

  @Override
  default void setBinaryStream(int number, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("setBinaryStream");
  }

  @Override
  default void setBlob(int number, InputStream value) throws SQLException {
    throw Errors.unsupported("setBlob");
  }

  @Override
  default void setBlob(int number, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("setBlob");
  }

  @Override
  default void setBlob(int number, Blob value) throws SQLException {
    throw Errors.unsupported("setBlob");
  }

  @Override
  default void setCharacterStream(int number, Reader value) throws SQLException {
    throw Errors.unsupported("setCharacterStream");
  }

  @Override
  default void setCharacterStream(int number, Reader value, int number2) throws SQLException {
    throw Errors.unsupported("setCharacterStream");
  }

  @Override
  default void setCharacterStream(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("setCharacterStream");
  }

  @Override
  default void setClob(int number, Reader value) throws SQLException {
    throw Errors.unsupported("setClob");
  }

  @Override
  default void setClob(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("setClob");
  }

  @Override
  default void setClob(int number, Clob value) throws SQLException {
    throw Errors.unsupported("setClob");
  }

  @Override
  default void setDate(int number, Date value, Calendar value2) throws SQLException {
    throw Errors.unsupported("setDate");
  }

  @Override
  default void setNCharacterStream(int number, Reader value) throws SQLException {
    throw Errors.unsupported("setNCharacterStream");
  }

  @Override
  default void setNCharacterStream(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("setNCharacterStream");
  }

  @Override
  default void setNClob(int number, Reader value) throws SQLException {
    throw Errors.unsupported("setNClob");
  }

  @Override
  default void setNClob(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("setNClob");
  }

  @Override
  default void setNClob(int number, NClob value) throws SQLException {
    throw Errors.unsupported("setNClob");
  }

  @Override
  default void setRef(int number, Ref value) throws SQLException {
    throw Errors.unsupported("setRef");
  }

  @Override
  default void setRowId(int number, RowId value) throws SQLException {
    throw Errors.unsupported("setRowId");
  }

  @Override
  default void setSQLXML(int number, SQLXML value) throws SQLException {
    throw Errors.unsupported("setSQLXML");
  }

  @Override
  default void setTime(int number, Time value, Calendar value2) throws SQLException {
    throw Errors.unsupported("setTime");
  }

  @Override
  default void setTimestamp(int number, Timestamp value, Calendar value2) throws SQLException {
    throw Errors.unsupported("setTimestamp");
  }

  @Override
  default void setURL(int number, URL value) throws SQLException {
    throw Errors.unsupported("setURL");
  }

  @Override
  @Deprecated
  default void setUnicodeStream(int number, InputStream value, int number2) throws SQLException {
    throw Errors.unsupported("setUnicodeStream");
  }
}
