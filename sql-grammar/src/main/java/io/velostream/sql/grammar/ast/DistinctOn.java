package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/// `DISTINCT ON (keys)`: of the rows of each key, the first in the order of the query. It stands in
/// the place of QUALIFY, together with the condition that stood there.
public final class DistinctOn {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("DISTINCT ON", SqlKind.OTHER) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
          writer.keyword("DISTINCT ON");
          SqlWriter.Frame frame = writer.startList("(", ")");
          for (SqlNode key : (SqlNodeList) call.operand(0)) {
            writer.sep(",");
            key.unparse(writer, 0, 0);
          }
          writer.endList(frame);
          if (call.operandCount() > 1) {
            writer.keyword("AND");
            call.operand(1).unparse(writer, 0, 0);
          }
        }
      };

  private DistinctOn() {}

  /// The condition for these keys.
  ///
  /// @param qualify what the query demands besides
  public static SqlNode of(SqlNodeList keys, @Nullable SqlNode qualify) {
    return new SqlBasicCall(
        OPERATOR,
        qualify == null ? List.of(keys) : List.of(keys, qualify),
        keys.getParserPosition());
  }

  /// Whether a condition is one of DISTINCT ON: its first operand are the keys, the second, if
  /// there is one, what QUALIFY demands.
  public static boolean is(@Nullable SqlNode condition) {
    return condition instanceof SqlCall call && call.getOperator().equals(OPERATOR);
  }
}
