package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `EXECUTE STATEMENT SET BEGIN insert; insert; END`: inserts that run as one job.
public final class StatementSet extends GrammarNode {
  private final SqlNodeList inserts;

  public StatementSet(SqlParserPos pos, SqlNodeList inserts) {
    super("STATEMENT SET", SqlKind.OTHER, pos);
    this.inserts = inserts;
  }

  /// The inserts in the order written; at least one.
  public List<SqlInsert> inserts() {
    return inserts.stream().map(SqlInsert.class::cast).toList();
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(inserts);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new StatementSet(pos, (SqlNodeList) operands.get(0));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("EXECUTE STATEMENT SET BEGIN");
    for (SqlNode insert : inserts) {
      writer.newlineAndIndent();
      insert.unparse(writer, 0, 0);
      writer.print(";");
    }
    writer.newlineAndIndent();
    writer.keyword("END");
  }
}
