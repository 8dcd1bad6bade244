package io.velostream.sql.rewrite;

import io.velostream.sql.dialect.Calls;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.grammar.ast.PlainSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Names the columns of a result that have no name after their text: `COUNT(*)`, `AVG(price)`.
///
/// Only the outermost query is touched, since a name of that kind is good to read and no good to
/// refer to.
public final class OutputNames {
  private OutputNames() {}

  /// The query with names; the given tree is left as it is.
  public static SqlNode apply(SqlNode query) {
    return switch (query) {
      case SqlSelect select -> named(select);
      case SqlOrderBy o ->
          new SqlOrderBy(o.getParserPosition(), apply(o.query), o.orderList, o.offset, o.fetch);
      case SqlWith with -> new SqlWith(with.getParserPosition(), with.withList, apply(with.body));
      case SqlBasicCall call when SqlKind.SET_QUERY.contains(call.getKind()) -> firstNamed(call);
      case SqlBasicCall call when call.getKind() == SqlKind.VALUES -> numbered(call);
      // DESCRIBE and the like have no columns of their own.
      default -> query;
    };
  }

  /// VALUES has no texts to take names from: its columns are `column1`, `column2`, as in
  /// PostgreSQL.
  private static SqlNode numbered(SqlBasicCall values) {
    SqlParserPos position = values.getParserPosition();
    int columns = values.operand(0) instanceof SqlCall row ? row.operandCount() : 0;
    List<SqlNode> named = new ArrayList<>(List.of(values, new SqlIdentifier("t", position)));
    for (int i = 1; i <= columns; i++) {
      named.add(new SqlIdentifier("column" + i, position));
    }
    SqlNode from = SqlStdOperatorTable.AS.createCall(position, named);
    return PlainSelect.all(from, position);
  }

  private static SqlNode named(SqlSelect select) {
    SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
    copy.setSelectList(named(select.getSelectList()));
    return copy;
  }

  /// The first branch of a set operation names the columns.
  private static SqlNode firstNamed(SqlBasicCall call) {
    List<SqlNode> branches = new ArrayList<>(call.getOperandList());
    branches.set(0, apply(branches.getFirst()));
    return call.getOperator().createCall(call.getParserPosition(), branches);
  }

  private static SqlNodeList named(SqlNodeList items) {
    List<SqlNode> named = new ArrayList<>();
    for (SqlNode item : items) {
      named.add(isNameless(item) ? as(item) : item);
    }
    return new SqlNodeList(named, items.getParserPosition());
  }

  private static boolean isNameless(SqlNode item) {
    return switch (item) {
      case SqlLiteral _, SqlDynamicParam _ -> true;
      // A field of a row keeps its own name.
      case SqlStarExclude _, SqlStarReplace _ -> false;
      case SqlCall call -> call.getKind() != SqlKind.AS && call.getKind() != SqlKind.DOT;
      // Columns and stars have names.
      default -> false;
    };
  }

  private static SqlNode as(SqlNode item) {
    SqlParserPos position = item.getParserPosition();
    SqlNode written = Objects.requireNonNull(item.accept(new AsWritten()));
    String text = SqlStatements.format(written).replaceAll("\\s+", " ");
    return SqlStdOperatorTable.AS.createCall(position, item, new SqlIdentifier(text, position));
  }

  /// The parser gives FIRST and LAST a second argument, which only MATCH_RECOGNIZE has a use for.
  private static final class AsWritten extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      boolean navigates = call.getKind() == SqlKind.FIRST || call.getKind() == SqlKind.LAST;
      return navigates && call.operandCount() == 2 && "0".equals(call.operand(1).toString())
          ? super.visit(
              Calls.of(
                  call.getOperator().getName(), call.getParserPosition(), call.<SqlNode>operand(0)))
          : super.visit(call);
    }
  }
}
