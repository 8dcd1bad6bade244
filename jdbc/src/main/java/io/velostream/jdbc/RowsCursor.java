package io.velostream.jdbc;

import io.velostream.columnar.Field;
import io.velostream.engine.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a statement, no more than it wants. Those of a changelog have a first column `op`:
/// `+I` for a row that comes, `-D` for one that goes.
final class RowsCursor implements Cursor {
  private final Rows rows;
  private final SessionStatement statement;
  private final int before;
  private final List<ResultColumn> columns = new ArrayList<>();
  private long count;

  RowsCursor(Rows rows, SessionStatement statement) {
    this.rows = rows;
    this.statement = statement;
    this.before = rows.isChangelog() ? 1 : 0;
    if (rows.isChangelog()) {
      columns.add(ResultColumn.text("op"));
    }
    for (Field field : rows.schema().fields()) {
      columns.add(ResultColumn.of(field));
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean next() throws SQLException {
    long limit = statement.getLargeMaxRows();
    return (limit == 0 || count++ < limit) && statement.call(_ -> rows.next());
  }

  @Override
  public @Nullable Object value(int column) throws SQLException {
    return column < before ? op() : statement.read(_ -> rows.getObject(column - before));
  }

  @Override
  public @Nullable String text(int column) throws SQLException {
    return column < before ? op() : statement.read(_ -> rows.getString(column - before));
  }

  private String op() {
    return rows.isRetraction() ? "-D" : "+I";
  }

  @Override
  public List<String> warnings() {
    return rows.warnings();
  }

  @Override
  public void close() throws SQLException {
    if (!statement.getConnection().isClosed()) {
      statement.<Void>read(_ -> {
        rows.close();
        return null;
      });
    }
  }
}
