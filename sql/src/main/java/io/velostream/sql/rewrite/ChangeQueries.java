package io.velostream.sql.rewrite;

import io.velostream.sql.grammar.ast.PlainSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// UPDATE, DELETE and MERGE as queries for the rows that they change: the columns of such a row as
/// they are, then as they will be. Columns are referred to with their table's name.
public final class ChangeQueries {
  /// What the new rows of an INSERT are called in ON CONFLICT.
  public static final String EXCLUDED = "excluded";

  /// Begins names that nobody else gives.
  private static final String OWN = "$";

  private static final String THERE = OWN + "there";

  private final SqlNode table;
  private final SqlIdentifier alias;
  private final List<String> columns;
  private final SqlParserPos position;

  /// @param table what is changed
  /// @param alias what its columns are referred to by
  /// @param columns those that hold values of their own
  public ChangeQueries(SqlNode table, SqlIdentifier alias, List<String> columns) {
    this.table = table;
    this.alias = alias;
    this.columns = columns;
    this.position = table.getParserPosition();
  }

  /// The rows that meet a condition: their columns, then for each of `values` what the column
  /// becomes.
  ///
  /// @param values one per column, or none when rows are taken out
  public SqlNode ofTable(List<Optional<SqlNode>> values, @Nullable SqlNode where) {
    List<SqlNode> items = new ArrayList<>(old());
    for (int i = 0; i < values.size(); i++) {
      items.add(named(values.get(i).orElse(column(i)), "new_", i));
    }
    return select(items, as(table, alias), where);
  }

  /// The rows of a join of new rows with those that are there: whether there is one, its columns,
  /// what these become, and the columns of the row that is added where there is none.
  ///
  /// @param source the new rows
  /// @param on when a row that is there belongs to a new one
  /// @param updates one per column; none when rows that are there stay
  /// @param inserts one per column; none when no rows are added
  /// @param where which rows that are there are changed
  public SqlNode ofJoin(
      SqlNode source,
      SqlNode on,
      List<Optional<SqlNode>> updates,
      List<Optional<SqlNode>> inserts,
      @Nullable SqlNode where) {
    SqlNode there = SqlStdOperatorTable.IS_TRUE.createCall(position, member(THERE));
    SqlNode missing = SqlStdOperatorTable.IS_NOT_TRUE.createCall(position, member(THERE));
    List<SqlNode> items = new ArrayList<>();
    items.add(as(there, name(OWN + "matched")));
    items.addAll(old());
    for (int i = 0; i < columns.size(); i++) {
      SqlNode value = updates.isEmpty() ? column(i) : updates.get(i).orElse(column(i));
      items.add(named(value instanceof SqlLiteral ? value : only(there, value), "new_", i));
    }
    for (int i = 0; i < columns.size(); i++) {
      SqlNode value =
          inserts.isEmpty()
              ? SqlLiteral.createNull(position)
              : inserts.get(i).orElse(SqlLiteral.createNull(position));
      items.add(named(value instanceof SqlLiteral ? value : only(missing, value), "added_", i));
    }
    SqlNode changed =
        where == null ? there : SqlStdOperatorTable.AND.createCall(position, there, where);
    SqlNode condition =
        updates.isEmpty()
            ? missing
            : inserts.isEmpty()
                ? changed
                : where == null
                    ? null
                    : SqlStdOperatorTable.OR.createCall(position, missing, changed);
    SqlNodeList all = new SqlNodeList(position);
    all.add(SqlIdentifier.star(position));
    all.add(as(SqlLiteral.createBoolean(true, position), name(THERE)));
    SqlNode marked = as(select(all, table, null), alias);
    SqlNode join =
        new SqlJoin(
            position,
            source,
            SqlLiteral.createBoolean(false, position),
            JoinType.LEFT.symbol(position),
            marked,
            JoinConditionType.ON.symbol(position),
            on);
    return select(items, join, condition);
  }

  /// The new rows of an INSERT under the name that ON CONFLICT has for them.
  ///
  /// @param names of the columns that its query gives, in that order
  public SqlNode excluded(SqlNode query, List<String> names) {
    List<SqlNode> operands = new ArrayList<>();
    operands.add(query);
    operands.add(name(EXCLUDED));
    names.forEach(column -> operands.add(name(OWN + column)));
    return SqlStdOperatorTable.AS.createCall(query.getParserPosition(), operands);
  }

  /// A column of a new row.
  public SqlNode excluded(String column) {
    return new SqlIdentifier(List.of(EXCLUDED, OWN + column), position);
  }

  /// An expression of ON CONFLICT in which columns without the name of a table are those of the row
  /// that is there, as they are written.
  public static SqlNode ofConflict(SqlNode expression) {
    SqlNode own =
        expression.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier identifier) {
                if (identifier.names.size() == 2
                    && identifier.names.get(0).equalsIgnoreCase(EXCLUDED)) {
                  return new SqlIdentifier(
                      List.of(EXCLUDED, OWN + identifier.names.get(1)),
                      identifier.getParserPosition());
                }
                return identifier;
              }
            });
    return own == null ? expression : own;
  }

  /// That a new row and one that is there have the same values in these columns.
  public SqlNode sameKey(List<String> key) {
    SqlNode all = null;
    for (String column : key) {
      SqlNode one =
          SqlStdOperatorTable.EQUALS.createCall(position, excluded(column), member(column));
      all = all == null ? one : SqlStdOperatorTable.AND.createCall(position, all, one);
    }
    if (all == null) {
      throw new IllegalArgumentException("no key");
    }
    return all;
  }

  private List<SqlNode> old() {
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      items.add(named(column(i), "old_", i));
    }
    return items;
  }

  private SqlNode only(SqlNode condition, SqlNode value) {
    SqlParserPos at = value.getParserPosition();
    return new SqlCase(
        at, null, SqlNodeList.of(condition), SqlNodeList.of(value), SqlLiteral.createNull(at));
  }

  private SqlNode column(int index) {
    return member(columns.get(index));
  }

  private SqlNode member(String column) {
    return new SqlIdentifier(List.of(alias.getSimple(), column), position);
  }

  private SqlIdentifier name(String name) {
    return new SqlIdentifier(name, position);
  }

  private SqlNode named(SqlNode value, String role, int index) {
    return as(value, name(OWN + role + columns.get(index)));
  }

  private static SqlNode as(SqlNode node, SqlIdentifier name) {
    return SqlStdOperatorTable.AS.createCall(node.getParserPosition(), node, name);
  }

  private SqlNode select(List<SqlNode> items, SqlNode from, @Nullable SqlNode where) {
    return PlainSelect.of(items, from, where, position);
  }
}
