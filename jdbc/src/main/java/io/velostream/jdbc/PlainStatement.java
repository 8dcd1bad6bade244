package io.velostream.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What a statement without batches, cursors and generated keys does not do.
interface PlainStatement extends Statement {
  @Override
  default void addBatch(String text) throws SQLException {
    throw Errors.unsupported("addBatch");
  }

  @Override
  default void clearBatch() throws SQLException {
    throw Errors.unsupported("clearBatch");
  }

  @Override
  default boolean execute(String text, int number) throws SQLException {
    throw Errors.unsupported("execute");
  }

  @Override
  default boolean execute(String text, int[] values) throws SQLException {
    throw Errors.unsupported("execute");
  }

  @Override
  default boolean execute(String text, String[] values) throws SQLException {
    throw Errors.unsupported("execute");
  }

  @Override
  default int[] executeBatch() throws SQLException {
    throw Errors.unsupported("executeBatch");
  }

  @Override
  default long[] executeLargeBatch() throws SQLException {
    throw Errors.unsupported("executeLargeBatch");
  }

  @Override
  default long executeLargeUpdate(String text, int number) throws SQLException {
    throw Errors.unsupported("executeLargeUpdate");
  }

  @Override
  default long executeLargeUpdate(String text, int[] values) throws SQLException {
    throw Errors.unsupported("executeLargeUpdate");
  }

  @Override
  default long executeLargeUpdate(String text, String[] values) throws SQLException {
    throw Errors.unsupported("executeLargeUpdate");
  }

  @Override
  default int executeUpdate(String text, int number) throws SQLException {
    throw Errors.unsupported("executeUpdate");
  }

  @Override
  default int executeUpdate(String text, int[] values) throws SQLException {
    throw Errors.unsupported("executeUpdate");
  }

  @Override
  default int executeUpdate(String text, String[] values) throws SQLException {
    throw Errors.unsupported("executeUpdate");
  }

  @Override
  default ResultSet getGeneratedKeys() throws SQLException {
    throw Errors.unsupported("getGeneratedKeys");
  }

  @Override
  default void setCursorName(String text) throws SQLException {
    throw Errors.unsupported("setCursorName");
  }
}
