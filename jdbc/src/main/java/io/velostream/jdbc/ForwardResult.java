package io.velostream.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/// What a result set that is read once, forward, does not do.
interface ForwardResult extends ResultSet {
  @Override
  default boolean absolute(int number) throws SQLException {
    throw Errors.unsupported("absolute");
  }

  @Override
  default void afterLast() throws SQLException {
    throw Errors.unsupported("afterLast");
  }

  @Override
  default void beforeFirst() throws SQLException {
    throw Errors.unsupported("beforeFirst");
  }

  @Override
  default boolean first() throws SQLException {
    throw Errors.unsupported("first");
  }

  @Override
  default String getCursorName() throws SQLException {
    throw Errors.unsupported("getCursorName");
  }

  @Override
  default boolean isAfterLast() throws SQLException {
    throw Errors.unsupported("isAfterLast");
  }

  @Override
  default boolean isBeforeFirst() throws SQLException {
    throw Errors.unsupported("isBeforeFirst");
  }

  @Override
  default boolean isFirst() throws SQLException {
    throw Errors.unsupported("isFirst");
  }

  @Override
  default boolean isLast() throws SQLException {
    throw Errors.unsupported("isLast");
  }

  @Override
  default boolean last() throws SQLException {
    throw Errors.unsupported("last");
  }

  @Override
  default boolean previous() throws SQLException {
    throw Errors.unsupported("previous");
  }

  @Override
  default boolean relative(int number) throws SQLException {
    throw Errors.unsupported("relative");
  }
}
