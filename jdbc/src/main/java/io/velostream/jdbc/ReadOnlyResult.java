package io.velostream.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/// What a result set that cannot be written to does not do.
interface ReadOnlyResult extends ResultSet {
  @Override
  default void cancelRowUpdates() throws SQLException {
    throw Errors.unsupported("cancelRowUpdates");
  }

  @Override
  default void deleteRow() throws SQLException {
    throw Errors.unsupported("deleteRow");
  }

  @Override
  default void insertRow() throws SQLException {
    throw Errors.unsupported("insertRow");
  }

  @Override
  default void moveToCurrentRow() throws SQLException {
    throw Errors.unsupported("moveToCurrentRow");
  }

  @Override
  default void moveToInsertRow() throws SQLException {
    throw Errors.unsupported("moveToInsertRow");
  }

  @Override
  default void refreshRow() throws SQLException {
    throw Errors.unsupported("refreshRow");
  }

  @Override
  default boolean rowDeleted() throws SQLException {
    throw Errors.unsupported("rowDeleted");
  }

  @Override
  default boolean rowInserted() throws SQLException {
    throw Errors.unsupported("rowInserted");
  }

  @Override
  default boolean rowUpdated() throws SQLException {
    throw Errors.unsupported("rowUpdated");
  }

  @Override
  default void updateArray(int number, Array value) throws SQLException {
    throw Errors.unsupported("updateArray");
  }

  @Override
  default void updateArray(String text, Array value) throws SQLException {
    throw Errors.unsupported("updateArray");
  }

  @Override
  default void updateAsciiStream(int number, InputStream value) throws SQLException {
    throw Errors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(int number, InputStream value, int number2) throws SQLException {
    throw Errors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(int number, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(String text, InputStream value) throws SQLException {
    throw Errors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(String text, InputStream value, int number) throws SQLException {
    throw Errors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(String text, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateBigDecimal(int number, BigDecimal value) throws SQLException {
    throw Errors.unsupported("updateBigDecimal");
  }

  @Override
  default void updateBigDecimal(String text, BigDecimal value) throws SQLException {
    throw Errors.unsupported("updateBigDecimal");
  }

  @Override
  default void updateBinaryStream(int number, InputStream value) throws SQLException {
    throw Errors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(int number, InputStream value, int number2) throws SQLException {
    throw Errors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(int number, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(String text, InputStream value) throws SQLException {
    throw Errors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(String text, InputStream value, int number) throws SQLException {
    throw Errors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(String text, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBlob(int number, InputStream value) throws SQLException {
    throw Errors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(int number, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(int number, Blob value) throws SQLException {
    throw Errors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(String text, InputStream value) throws SQLException {
    throw Errors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(String text, InputStream value, long count) throws SQLException {
    throw Errors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(String text, Blob value) throws SQLException {
    throw Errors.unsupported("updateBlob");
  }

  @Override
  default void updateBoolean(int number, boolean flag) throws SQLException {
    throw Errors.unsupported("updateBoolean");
  }

  @Override
  default void updateBoolean(String text, boolean flag) throws SQLException {
    throw Errors.unsupported("updateBoolean");
  }

  @Override
  default void updateByte(int number, byte value) throws SQLException {
    throw Errors.unsupported("updateByte");
  }

  @Override
  default void updateByte(String text, byte value) throws SQLException {
    throw Errors.unsupported("updateByte");
  }

  @Override
  default void updateBytes(int number, byte[] values) throws SQLException {
    throw Errors.unsupported("updateBytes");
  }

  @Override
  default void updateBytes(String text, byte[] values) throws SQLException {
    throw Errors.unsupported("updateBytes");
  }

  @Override
  default void updateCharacterStream(int number, Reader value) throws SQLException {
    throw Errors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(int number, Reader value, int number2) throws SQLException {
    throw Errors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(String text, Reader value) throws SQLException {
    throw Errors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(String text, Reader value, int number) throws SQLException {
    throw Errors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(String text, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateClob(int number, Reader value) throws SQLException {
    throw Errors.unsupported("updateClob");
  }

  @Override
  default void updateClob(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateClob");
  }

  @Override
  default void updateClob(int number, Clob value) throws SQLException {
    throw Errors.unsupported("updateClob");
  }

  @Override
  default void updateClob(String text, Reader value) throws SQLException {
    throw Errors.unsupported("updateClob");
  }

  @Override
  default void updateClob(String text, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateClob");
  }

  @Override
  default void updateClob(String text, Clob value) throws SQLException {
    throw Errors.unsupported("updateClob");
  }

  @Override
  default void updateDate(int number, Date value) throws SQLException {
    throw Errors.unsupported("updateDate");
  }

  @Override
  default void updateDate(String text, Date value) throws SQLException {
    throw Errors.unsupported("updateDate");
  }

  @Override
  default void updateDouble(int number, double value) throws SQLException {
    throw Errors.unsupported("updateDouble");
  }

  @Override
  default void updateDouble(String text, double value) throws SQLException {
    throw Errors.unsupported("updateDouble");
  }

  @Override
  default void updateFloat(int number, float value) throws SQLException {
    throw Errors.unsupported("updateFloat");
  }

  @Override
  default void updateFloat(String text, float value) throws SQLException {
    throw Errors.unsupported("updateFloat");
  }

  @Override
  default void updateInt(int number, int number2) throws SQLException {
    throw Errors.unsupported("updateInt");
  }

  @Override
  default void updateInt(String text, int number) throws SQLException {
    throw Errors.unsupported("updateInt");
  }

  @Override
  default void updateLong(int number, long count) throws SQLException {
    throw Errors.unsupported("updateLong");
  }

  @Override
  default void updateLong(String text, long count) throws SQLException {
    throw Errors.unsupported("updateLong");
  }

  @Override
  default void updateNCharacterStream(int number, Reader value) throws SQLException {
    throw Errors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNCharacterStream(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNCharacterStream(String text, Reader value) throws SQLException {
    throw Errors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNCharacterStream(String text, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNClob(int number, Reader value) throws SQLException {
    throw Errors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(int number, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(int number, NClob value) throws SQLException {
    throw Errors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(String text, Reader value) throws SQLException {
    throw Errors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(String text, Reader value, long count) throws SQLException {
    throw Errors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(String text, NClob value) throws SQLException {
    throw Errors.unsupported("updateNClob");
  }

  @Override
  default void updateNString(int number, String text) throws SQLException {
    throw Errors.unsupported("updateNString");
  }

  @Override
  default void updateNString(String text, String text2) throws SQLException {
    throw Errors.unsupported("updateNString");
  }

  @Override
  default void updateNull(int number) throws SQLException {
    throw Errors.unsupported("updateNull");
  }

  @Override
  default void updateNull(String text) throws SQLException {
    throw Errors.unsupported("updateNull");
  }

  @Override
  default void updateObject(int number, Object value) throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateObject(int number, Object value, int number2) throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateObject(String text, Object value) throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateObject(String text, Object value, int number) throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateObject(int number, Object value, SQLType value2) throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateObject(int number, Object value, SQLType value2, int number2)
      throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateObject(String text, Object value, SQLType value2) throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateObject(String text, Object value, SQLType value2, int number)
      throws SQLException {
    throw Errors.unsupported("updateObject");
  }

  @Override
  default void updateRef(int number, Ref value) throws SQLException {
    throw Errors.unsupported("updateRef");
  }

  @Override
  default void updateRef(String text, Ref value) throws SQLException {
    throw Errors.unsupported("updateRef");
  }

  @Override
  default void updateRow() throws SQLException {
    throw Errors.unsupported("updateRow");
  }

  @Override
  default void updateRowId(int number, RowId value) throws SQLException {
    throw Errors.unsupported("updateRowId");
  }

  @Override
  default void updateRowId(String text, RowId value) throws SQLException {
    throw Errors.unsupported("updateRowId");
  }

  @Override
  default void updateSQLXML(int number, SQLXML value) throws SQLException {
    throw Errors.unsupported("updateSQLXML");
  }

  @Override
  default void updateSQLXML(String text, SQLXML value) throws SQLException {
    throw Errors.unsupported("updateSQLXML");
  }

  @Override
  default void updateShort(int number, short value) throws SQLException {
    throw Errors.unsupported("updateShort");
  }

  @Override
  default void updateShort(String text, short value) throws SQLException {
    throw Errors.unsupported("updateShort");
  }

  @Override
  default void updateString(int number, String text) throws SQLException {
    throw Errors.unsupported("updateString");
  }

  @Override
  default void updateString(String text, String text2) throws SQLException {
    throw Errors.unsupported("updateString");
  }

  @Override
  default void updateTime(int number, Time value) throws SQLException {
    throw Errors.unsupported("updateTime");
  }

  @Override
  default void updateTime(String text, Time value) throws SQLException {
    throw Errors.unsupported("updateTime");
  }

  @Override
  default void updateTimestamp(int number, Timestamp value) throws SQLException {
    throw Errors.unsupported("updateTimestamp");
  }

  @Override
  default void updateTimestamp(String text, Timestamp value) throws SQLException {
    throw Errors.unsupported("updateTimestamp");
  }
}
