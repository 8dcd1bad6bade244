package io.velostream.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list, such as those of the metadata.
final class ListCursor implements Cursor {
  private final List<ResultColumn> columns;
  private final Iterator<@Nullable Object[]> rows;
  private @Nullable Object @Nullable [] current;

  ListCursor(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
    this.columns = List.copyOf(columns);
    this.rows = rows.iterator();
  }

  /// A list that JDBC asks for and that has no entries here.
  ///
  /// @param list the name of the method
  static ResultSet empty(String list) {
    ListCursor none = new ListCursor(List.of(ResultColumn.text(list)), List.of());
    return new CursorResultSet(none, null);
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    current = rows.hasNext() ? rows.next() : null;
    return current != null;
  }

  @Override
  public @Nullable Object value(int column) throws SQLException {
    @Nullable Object[] row = current;
    if (row == null) {
      throw Errors.wrongUse("there is no current row: call next first");
    }
    return row[column];
  }

  @Override
  public @Nullable String text(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  @Override
  public void close() {}
}
