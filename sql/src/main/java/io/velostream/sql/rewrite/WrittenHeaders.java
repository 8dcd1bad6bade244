package io.velostream.sql.rewrite;

import io.velostream.sql.SystemColumns;
import io.velostream.sql.dialect.Calls;
import io.velostream.sql.grammar.ast.EmitQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// The headers that a statement writes: where its SELECT list has `SET_HEADER('k', v)` or
/// `REMOVE_HEADER('k')`, it gets one more column, of the headers of the message that a row comes
/// from with all these changes, in their order. Rows of groups begin without headers.
public final class WrittenHeaders {
  static final String SET = "SET_HEADER";
  static final String REMOVE = "REMOVE_HEADER";

  /// The headers of the message that a row comes from, of which [HeaderForms] knows the column.
  static final String CURRENT = "$HEADERS";

  private WrittenHeaders() {}

  /// Whether a statement changes headers.
  public static boolean isIn(SqlNode query) {
    SqlSelect select = outermost(query);
    return select != null && select.getSelectList().stream().anyMatch(WrittenHeaders::isChange);
  }

  /// The query with a last column, [SystemColumns#HEADERS]; the given tree is left as it is.
  public static SqlNode added(SqlNode query) {
    SqlNode copy = SyntaxCopy.of(query);
    SqlSelect select = outermost(copy);
    if (select == null) {
      throw new IllegalStateException("no changes of headers");
    }
    SqlParserPos position = select.getSelectList().getParserPosition();
    SqlNode headers =
        select.getGroup() == null ? Calls.of(CURRENT, position, List.of()) : none(position);
    for (SqlNode item : select.getSelectList()) {
      if (isChange(item)) {
        SqlCall change = (SqlCall) SqlUtil.stripAs(item);
        List<SqlNode> arguments = new ArrayList<>(List.of(headers));
        change.getOperandList().forEach(argument -> arguments.add(SyntaxCopy.of(argument)));
        headers = Calls.of(name(change), change.getParserPosition(), arguments);
      }
    }
    SqlNodeList items = new SqlNodeList(select.getSelectList(), position);
    items.add(
        SqlStdOperatorTable.AS.createCall(
            position, headers, new SqlIdentifier(SystemColumns.HEADERS, position)));
    select.setSelectList(items);
    return copy;
  }

  /// No headers: a MAP of the text that is empty.
  static SqlNode none(SqlParserPos position) {
    return Calls.of("STR_TO_MAP", position, SqlLiteral.createCharString("", position));
  }

  /// The SELECT whose columns are those of a query; `null` if that is something else.
  static @Nullable SqlSelect outermost(SqlNode query) {
    return switch (query) {
      case SqlSelect select -> select;
      case SqlOrderBy order -> outermost(order.query);
      case SqlWith with -> outermost(with.body);
      case EmitQuery emit -> outermost(emit.query());
      default -> null;
    };
  }

  private static boolean isChange(SqlNode item) {
    return SqlUtil.stripAs(item) instanceof SqlCall call
        && ((name(call).equals(SET) && call.operandCount() == 2)
            || (name(call).equals(REMOVE) && call.operandCount() == 1));
  }

  private static String name(SqlCall call) {
    return call.getOperator() instanceof SqlUnresolvedFunction function
        ? function.getName().toUpperCase(Locale.ROOT)
        : "";
  }
}
