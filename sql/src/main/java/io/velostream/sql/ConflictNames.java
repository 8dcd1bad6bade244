package io.velostream.sql;

import io.velostream.columnar.Schema;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Names of columns in DO UPDATE: a plain one is of the row that is there, not of the new one.
final class ConflictNames extends SqlShuttle {
  private final String table;
  private final Schema columns;

  private ConflictNames(String table, Schema columns) {
    this.table = table;
    this.columns = columns;
  }

  static SqlNode qualified(SqlNode expression, String table, Schema columns) {
    SqlNode qualified = expression.accept(new ConflictNames(table, columns));
    return qualified == null ? expression : qualified;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    // The names of a query are its own.
    return SqlKind.QUERY.contains(call.getKind()) ? call : super.visit(call);
  }

  @Override
  public SqlNode visit(SqlIdentifier name) {
    boolean plain = name.isSimple() && columns.indexOf(name.getSimple()) >= 0;
    return plain
        ? new SqlIdentifier(List.of(table, name.getSimple()), name.getParserPosition())
        : name;
  }
}
