package io.velostream.sql.rewrite;

import io.velostream.sql.grammar.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Names the columns of a result that have no name after their text: `COUNT(*)`, `AVG(price)`.
///
/// Only the outermost query is touched, since a name of that kind is good to read and no good to
/// refer to.
public final class OutputNames {
  private OutputNames() {}

  /// The query with names; the tree is changed in place.
  public static SqlNode apply(SqlNode query) {
    switch (query) {
      case SqlSelect select -> select.setSelectList(named(select.getSelectList()));
      case SqlOrderBy ordered -> apply(ordered.query);
      case SqlWith with -> apply(with.body);
      case SqlBasicCall call when SqlKind.SET_QUERY.contains(call.getKind()) ->
          apply(call.operand(0));
      default -> {
        // VALUES and the like have no texts to take names from
      }
    }
    return query;
  }

  private static SqlNodeList named(SqlNodeList items) {
    List<SqlNode> named = new ArrayList<>();
    for (SqlNode item : items) {
      named.add(isNameless(item) ? as(item) : item);
    }
    return new SqlNodeList(named, items.getParserPosition());
  }

  private static boolean isNameless(SqlNode item) {
    return item instanceof SqlCall call && call.getKind() != SqlKind.AS;
  }

  private static SqlNode as(SqlNode item) {
    SqlParserPos position = item.getParserPosition();
    String text = SqlStatements.format(item).replaceAll("\\s+", " ");
    return SqlStdOperatorTable.AS.createCall(position, item, new SqlIdentifier(text, position));
  }
}
