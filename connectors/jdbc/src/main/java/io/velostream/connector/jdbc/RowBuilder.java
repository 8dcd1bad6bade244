package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.TableRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes batches of rows that a database gives. Those whose values do not fit are reported.
final class RowBuilder {
  private final Schema schema;
  private final List<JdbcType> types;
  private final BadRows badRows;
  private final String table;
  private final List<VectorBuilder> builders;
  private int count;
  private long position;

  RowBuilder(TableRequest request) {
    this.schema = request.schema().project(request.columns());
    List<JdbcType> all = JdbcConnector.types(request);
    this.types = request.columns().stream().map(all::get).toList();
    this.badRows = request.badRows();
    this.table = request.table();
    this.builders = schema.types().stream().map(type -> VectorBuilder.of(type.lane())).toList();
  }

  /// Adds the row at the cursor, unless one of its values does not fit.
  void add(ResultSet rows) throws SQLException {
    position++;
    @Nullable Object[] values = new @Nullable Object[builders.size()];
    for (int c = 0; c < values.length; c++) {
      DataType type = schema.type(c);
      try {
        Object value = rows.getObject(c + 1, types.get(c).javaType());
        values[c] = value == null || rows.wasNull() ? null : types.get(c).fromJdbc().of(value);
      } catch (ArithmeticException e) {
        report(rows, schema.field(c).name() + ": " + e.getMessage());
        return;
      }
      if (values[c] == null && !schema.field(c).nullable()) {
        report(rows, schema.field(c).name() + " is NULL, and " + type.sql() + " NOT NULL");
        return;
      }
    }
    IntStream.range(0, values.length).forEach(c -> Values.append(builders.get(c), values[c]));
    count++;
  }

  private void report(ResultSet rows, String reason) throws SQLException {
    StringBuilder text = new StringBuilder("(");
    for (int c = 0; c < schema.size(); c++) {
      text.append(c == 0 ? "" : ", ").append(schema.field(c).name()).append(" = ");
      text.append(rows.getString(c + 1));
    }
    badRows.report(table, position, Slice.utf8(text.append(')').toString()), reason);
  }

  /// Forgets the rows added so far, and the batch that was made of them.
  void clear() {
    builders.forEach(VectorBuilder::reset);
    count = 0;
  }

  /// The rows added so far.
  Batch build() {
    return new Batch(
        builders.stream().map(VectorBuilder::build).toArray(Vector[]::new), count, null, null);
  }
}
