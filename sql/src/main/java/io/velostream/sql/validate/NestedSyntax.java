package io.velostream.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Prepares a syntax tree for nested values: where `row` is not the name of a table in the
/// statement, `row.field` becomes what Calcite wants, `table.row.field`, or an access to a field if
/// FROM has not just one name; and a field in a SELECT list is named after itself.
final class NestedSyntax extends SqlShuttle {
  private final Set<String> tables;
  private final Set<String> rows;

  /// Whether the node stands in FROM, where names are those of tables.
  private final boolean inFrom;

  /// The one name that all columns belong to, or `null`.
  private final @Nullable String table;

  private NestedSyntax(
      Set<String> tables, Set<String> rows, boolean inFrom, @Nullable String table) {
    this.tables = tables;
    this.rows = rows;
    this.inFrom = inFrom;
    this.table = table;
  }

  /// The prepared tree; SELECTs in it are changed in place.
  ///
  /// @param rows gets the names, in upper case, that were taken for columns of type ROW
  static SqlNode prepare(SqlNode query, Set<String> rows) {
    Set<String> tables = new HashSet<>();
    query.accept(new TableNames(tables));
    return kept(query.accept(new NestedSyntax(tables, rows, false, null)));
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    if (inFrom || name.isStar() || name.names.size() < 2 || isTable(name.names.getFirst())) {
      return name;
    }
    rows.add(name.names.getFirst().toUpperCase(Locale.ROOT));
    return table != null ? name.add(0, table, SqlParserPos.ZERO) : fieldAccess(name);
  }

  private boolean isTable(String name) {
    return tables.contains(name.toUpperCase(Locale.ROOT));
  }

  private static SqlNode fieldAccess(SqlIdentifier name) {
    SqlNode access = name.getComponent(0);
    for (int i = 1; i < name.names.size(); i++) {
      SqlIdentifier field = name.getComponent(i);
      SqlParserPos position = access.getParserPosition().plus(field.getParserPosition());
      access = SqlStdOperatorTable.DOT.createCall(position, access, field);
    }
    return access;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      new NestedSyntax(tables, rows, false, oneTable(select)).select(select);
      return select;
    }
    if (call instanceof SqlOrderBy order) {
      String name = order.query instanceof SqlSelect select ? oneTable(select) : null;
      NestedSyntax keys = new NestedSyntax(tables, rows, false, name);
      return new SqlOrderBy(
          order.getParserPosition(),
          kept(order.query.accept(this)),
          keys.list(order.orderList),
          order.offset,
          order.fetch);
    }
    if (call instanceof SqlJoin join) {
      join.setLeft(kept(join.getLeft().accept(this)));
      join.setRight(kept(join.getRight().accept(this)));
      SqlNode condition = join.getCondition();
      if (condition != null) {
        join.setOperand(5, expression(condition));
      }
      return join;
    }
    if (call.getKind() == SqlKind.UNNEST && inFrom) {
      return new NestedSyntax(tables, rows, false, null).visit(call);
    }
    return super.visit(call);
  }

  private void select(SqlSelect select) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      items.add(named(item, expression(item)));
    }
    select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
    if (select.getFrom() != null) {
      select.setFrom(kept(select.getFrom().accept(new NestedSyntax(tables, rows, true, null))));
    }
    if (select.getWhere() != null) {
      select.setWhere(expression(select.getWhere()));
    }
    if (select.getGroup() != null) {
      select.setGroupBy(list(select.getGroup()));
    }
    if (select.getHaving() != null) {
      select.setHaving(expression(select.getHaving()));
    }
    if (select.getQualify() != null) {
      select.setQualify(expression(select.getQualify()));
    }
    select.setOperand(6, list(select.getWindowList()));
    if (select.getOrderList() != null) {
      select.setOrderBy(list(select.getOrderList()));
    }
  }

  private static @Nullable String oneTable(SqlSelect select) {
    SqlNode from = select.getFrom();
    if (from instanceof SqlIdentifier name) {
      return name.names.getLast();
    }
    return from != null
            && from.getKind() == SqlKind.AS
            && ((SqlCall) from).operand(1) instanceof SqlIdentifier alias
        ? alias.getSimple()
        : null;
  }

  private SqlNode expression(SqlNode node) {
    return kept(node.accept(inFrom ? new NestedSyntax(tables, rows, false, null) : this));
  }

  private SqlNodeList list(SqlNodeList nodes) {
    return (SqlNodeList) expression(nodes);
  }

  /// A field goes by its own name, as a column does.
  private static SqlNode named(SqlNode item, SqlNode prepared) {
    if (prepared.getKind() != SqlKind.DOT
        || !(((SqlCall) prepared).operand(1) instanceof SqlIdentifier field)) {
      return prepared;
    }
    SqlParserPos position = item.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        position, prepared, new SqlIdentifier(field.getSimple(), position));
  }

  private static SqlNode kept(@Nullable SqlNode node) {
    if (node == null) {
      throw new IllegalStateException("a node was lost");
    }
    return node;
  }

  /// Collects the names that stand for tables: whatever is named in a FROM.
  private static final class TableNames extends SqlBasicVisitor<@Nullable Void> {
    private final Set<String> names;

    TableNames(Set<String> names) {
      this.names = names;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call instanceof SqlSelect select && select.getFrom() != null) {
        select
            .getFrom()
            .accept(
                new SqlBasicVisitor<@Nullable Void>() {
                  @Override
                  public @Nullable Void visit(SqlCall inner) {
                    return inner instanceof SqlSelect ? null : super.visit(inner);
                  }

                  @Override
                  public @Nullable Void visit(SqlIdentifier name) {
                    names.add(name.names.getLast().toUpperCase(Locale.ROOT));
                    return null;
                  }
                });
      }
      return super.visit(call);
    }
  }
}
