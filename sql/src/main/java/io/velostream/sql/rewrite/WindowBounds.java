package io.velostream.sql.rewrite;

import io.velostream.sql.validate.WindowFunction;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Replaces `TUMBLE_START(…)`, `HOP_END(…)` and the like by the window's columns.
final class WindowBounds extends SqlShuttle {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "TUMBLE_START", WindowFunction.WINDOW_START,
          "TUMBLE_END", WindowFunction.WINDOW_END,
          "TUMBLE_ROWTIME", WindowFunction.WINDOW_TIME,
          "HOP_START", WindowFunction.WINDOW_START,
          "HOP_END", WindowFunction.WINDOW_END,
          "HOP_ROWTIME", WindowFunction.WINDOW_TIME,
          "SESSION_START", WindowFunction.WINDOW_START,
          "SESSION_END", WindowFunction.WINDOW_END,
          "SESSION_ROWTIME", WindowFunction.WINDOW_TIME);

  SqlNodeList replaceIn(SqlNodeList list) {
    SqlNodeList replaced = new SqlNodeList(list.getParserPosition());
    for (SqlNode node : list) {
      replaced.add(node.accept(this));
    }
    return replaced;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    String column =
        call.getOperator() instanceof SqlFunction function
            ? COLUMNS.get(function.getName().toUpperCase(Locale.ROOT))
            : null;
    return column == null ? super.visit(call) : new SqlIdentifier(column, call.getParserPosition());
  }
}
