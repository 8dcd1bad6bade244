package io.velostream.sql.rewrite;

import io.velostream.sql.CatalogView;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.grammar.ast.GroupWindow;
import io.velostream.sql.grammar.ast.PlainSelect;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.WindowFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites the short forms of windows to window table functions:
///
/// `FROM t GROUP BY a WINDOW TUMBLING (ts, 1m)` and `FROM t GROUP BY a, TUMBLE(ts, INTERVAL '1'
/// MINUTE)` both become `FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) AS t
/// GROUP BY a, window_start, window_end`. `TUMBLE_START(…)` and its like become `window_start` and
/// so on. The relation keeps its name, so that `t.a` goes on to mean what it meant.
public final class GroupWindows extends SqlShuttle {
  private final CatalogView catalog;

  private GroupWindows(CatalogView catalog) {
    this.catalog = catalog;
  }

  /// The query without short forms.
  ///
  /// @throws io.velostream.columnar.error.UserException for a window that cannot be read
  public static SqlNode rewrite(SqlNode query, CatalogView catalog) {
    SqlNode rewritten = query.accept(new GroupWindows(catalog));
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    // Below first: a subquery has windows of its own.
    SqlNode visited = super.visit(call);
    return switch (visited) {
      case SqlSelect select -> select(select);
      case SqlOrderBy order -> {
        WindowBounds bounds = new WindowBounds();
        yield new SqlOrderBy(
            order.getParserPosition(),
            order.query,
            bounds.replaceIn(order.orderList),
            order.offset,
            order.fetch);
      }
      case SqlCall other when WindowShapes.isSessionOfPartitions(other) ->
          WindowShapes.overOneQuery(WindowShapes.keysAsDescriptor(other));
      case SqlCall other when WindowShapes.isTableFunction(other) ->
          WindowShapes.overOneQuery(other);
      case null, default -> visited;
    };
  }

  private SqlSelect select(SqlSelect select) {
    List<SqlNode> windows = new ArrayList<>();
    SqlNodeList named = without(select.getWindowList(), windows);
    SqlNodeList group =
        select.getGroup() == null ? SqlNodeList.EMPTY : without(select.getGroup(), windows);
    replaceBounds(select);
    if (windows.isEmpty()) {
      return select;
    }
    if (windows.size() > 1) {
      throw FrontEndErrors.invalid(
          "a query can have one window only",
          FrontEndErrors.position(windows.get(1)),
          "put one of them into a subquery");
    }
    SqlNode window = windows.getFirst();
    SqlNode from = select.getFrom();
    if (from == null) {
      throw FrontEndErrors.invalid(
          "a window needs rows", FrontEndErrors.position(window), "read a table in FROM");
    }
    select.setFrom(windowed(from, window));
    select.setGroupBy(withWindow(group, window.getParserPosition()));
    select.setOperand(WINDOW_OPERAND, named);
    return select;
  }

  /// Where a SqlSelect keeps its WINDOW clause.
  private static final int WINDOW_OPERAND = 6;

  /// The list without windows, which go to `windows`.
  private static SqlNodeList without(SqlNodeList list, List<SqlNode> windows) {
    SqlNodeList rest = new SqlNodeList(list.getParserPosition());
    for (SqlNode node : list) {
      if (node instanceof GroupWindow || WindowShapes.isGroupFunction(node)) {
        windows.add(node);
      } else {
        rest.add(node);
      }
    }
    return rest;
  }

  private static void replaceBounds(SqlSelect select) {
    WindowBounds bounds = new WindowBounds();
    select.setSelectList(bounds.replaceIn(select.getSelectList()));
    if (select.getHaving() != null) {
      select.setHaving(select.getHaving().accept(bounds));
    }
    if (select.getOrderList() != null) {
      select.setOrderBy(bounds.replaceIn(select.getOrderList()));
    }
  }

  private static SqlNodeList withWindow(SqlNodeList group, SqlParserPos pos) {
    SqlNodeList keys = new SqlNodeList(group, group.getParserPosition());
    keys.add(new SqlIdentifier(WindowFunction.WINDOW_START, pos));
    keys.add(new SqlIdentifier(WindowFunction.WINDOW_END, pos));
    return keys;
  }

  /// The relation with its rows in windows, under the same name.
  private SqlNode windowed(SqlNode from, SqlNode window) {
    SqlParserPos pos = window.getParserPosition();
    SqlNode relation = from;
    @Nullable SqlIdentifier alias = null;
    if (from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      alias = as.operand(1);
      // With a list of columns, the names that the window must see come from the alias.
      relation = as.operandCount() == 2 ? as.operand(0) : everythingOf(from);
    } else if (from instanceof SqlIdentifier table) {
      alias = new SqlIdentifier(table.names.getLast(), table.getParserPosition());
    }
    SqlNode function =
        WindowShapes.tableFunction(window, input(relation), defaultTime(relation), pos);
    SqlNode collection = SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, function);
    return alias == null ? collection : SqlStdOperatorTable.AS.createCall(pos, collection, alias);
  }

  private static SqlNode input(SqlNode relation) {
    return switch (relation) {
      case SqlIdentifier table ->
          SqlStdOperatorTable.EXPLICIT_TABLE.createCall(table.getParserPosition(), table);
      case SqlNode query when SqlKind.QUERY.contains(query.getKind()) -> query;
      default -> everythingOf(relation);
    };
  }

  private static SqlSelect everythingOf(SqlNode from) {
    // Nowhere: system columns are among all columns here, see StreamValidator.
    SqlIdentifier star = SqlIdentifier.star(SqlParserPos.ZERO);
    return PlainSelect.of(List.of(star), from, from.getParserPosition());
  }

  /// The time column of a window that names none: the watermark's, when the relation is a table.
  /// For a query it is found later, from the plan.
  private String defaultTime(SqlNode relation) {
    if (!(relation instanceof SqlIdentifier table) || !table.isSimple()) {
      return WindowFunction.EVENT_TIME;
    }
    Optional<TableDefinition> definition =
        table instanceof FileTable file
            ? Optional.of(catalog.file(file.path(), FileTable.options(file.reference())))
            : catalog.find(table.getSimple());
    return definition
        .flatMap(TableDefinition::watermark)
        .map(TableDefinition.Watermark::column)
        .orElse(WindowFunction.EVENT_TIME);
  }
}
