package io.velostream.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;
import java.util.Map;
import java.util.concurrent.Executor;

/// What a connection without procedures, large objects and transactions does not do.
interface PlainConnection extends Connection {
  @Override
  default void abort(Executor value) throws SQLException {
    throw Errors.unsupported("abort");
  }

  @Override
  default Array createArrayOf(String text, Object[] values) throws SQLException {
    throw Errors.unsupported("createArrayOf");
  }

  @Override
  default Blob createBlob() throws SQLException {
    throw Errors.unsupported("createBlob");
  }

  @Override
  default Clob createClob() throws SQLException {
    throw Errors.unsupported("createClob");
  }

  @Override
  default NClob createNClob() throws SQLException {
    throw Errors.unsupported("createNClob");
  }

  @Override
  default SQLXML createSQLXML() throws SQLException {
    throw Errors.unsupported("createSQLXML");
  }

  @Override
  default Struct createStruct(String text, Object[] values) throws SQLException {
    throw Errors.unsupported("createStruct");
  }

  @Override
  default CallableStatement prepareCall(String text) throws SQLException {
    throw Errors.unsupported("prepareCall");
  }

  @Override
  default CallableStatement prepareCall(String text, int number, int number2) throws SQLException {
    throw Errors.unsupported("prepareCall");
  }

  @Override
  default CallableStatement prepareCall(String text, int number, int number2, int number3)
      throws SQLException {
    throw Errors.unsupported("prepareCall");
  }

  @Override
  default void releaseSavepoint(Savepoint value) throws SQLException {
    throw Errors.unsupported("releaseSavepoint");
  }

  @Override
  default void rollback(Savepoint value) throws SQLException {
    throw Errors.unsupported("rollback");
  }

  @Override
  default Savepoint setSavepoint() throws SQLException {
    throw Errors.unsupported("setSavepoint");
  }

  @Override
  default Savepoint setSavepoint(String text) throws SQLException {
    throw Errors.unsupported("setSavepoint");
  }

  @Override
  default void setTypeMap(Map<String, Class<?>> value) throws SQLException {
    throw Errors.unsupported("setTypeMap");
  }
}
