package io.velostream.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that are read once, forward; columns are counted from 0.
interface Cursor {
  List<ResultColumn> columns();

  /// Goes to the next row.
  boolean next() throws SQLException;

  /// The value of the current row, `null` for NULL.
  @Nullable Object value(int column) throws SQLException;

  /// The value as text.
  @Nullable String text(int column) throws SQLException;

  /// What the author of the query should know.
  List<String> warnings();

  void close() throws SQLException;
}
