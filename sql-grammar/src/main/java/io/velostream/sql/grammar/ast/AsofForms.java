package io.velostream.sql.grammar.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Static;

/// `a ASOF JOIN b ON a.k = b.k AND a.ts >= b.ts`: the one comparison that is no equality takes the
/// place of MATCH_CONDITION.
public final class AsofForms {
  private AsofForms() {}

  /// The join with its match condition apart.
  ///
  /// @throws CalciteContextException if there is not just one such comparison
  public static SqlNode join(
      SqlNode left,
      SqlLiteral natural,
      SqlLiteral type,
      SqlNode right,
      SqlLiteral on,
      SqlNode condition) {
    List<SqlNode> equalities = new ArrayList<>();
    List<SqlNode> comparisons = new ArrayList<>();
    collect(condition, equalities, comparisons);
    if (comparisons.size() != 1) {
      throw SqlUtil.newContextException(
          condition.getParserPosition(), Static.RESOURCE.asofRequiresMatchCondition());
    }
    SqlNode keys =
        equalities.stream()
            .reduce((a, b) ->
                SqlStdOperatorTable.AND.createCall(
                    SqlParserPos.sum(List.of(a.getParserPosition(), b.getParserPosition())), a, b))
            .orElse(SqlLiteral.createBoolean(true, condition.getParserPosition()));
    return new SqlAsofJoin(
        type.getParserPosition(), left, natural, type, right, on, keys, comparisons.getFirst());
  }

  private static void collect(
      SqlNode condition, List<SqlNode> equalities, List<SqlNode> comparisons) {
    if (condition.getKind() == SqlKind.AND) {
      ((SqlCall) condition)
          .getOperandList()
          .forEach(part -> collect(part, equalities, comparisons));
    } else if (SqlKind.ORDER_COMPARISON.contains(condition.getKind())) {
      comparisons.add(condition);
    } else {
      equalities.add(condition);
    }
  }
}
