package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `* REPLACE (…)` in a SELECT list, which Calcite's own node cannot write back.
public final class StarReplace extends SqlStarReplace {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("STAR REPLACE", SqlKind.OTHER) {
        @Override
        public SqlCall createCall(
            @Nullable SqlLiteral quantifier, SqlParserPos position, @Nullable SqlNode... operands) {
          if (operands[0] instanceof SqlIdentifier star
              && operands[1] instanceof SqlNodeList list) {
            return new StarReplace(position, star, list);
          }
          throw new IllegalArgumentException("no star and list");
        }
      };

  private final SqlIdentifier star;
  private final SqlNodeList list;

  public StarReplace(SqlParserPos position, SqlIdentifier star, SqlNodeList list) {
    super(position, star, list);
    this.star = star;
    this.list = list;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    star.unparse(writer, 0, 0);
    writer.keyword("REPLACE");
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (SqlNode item : list) {
      writer.sep(",");
      item.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }
}
