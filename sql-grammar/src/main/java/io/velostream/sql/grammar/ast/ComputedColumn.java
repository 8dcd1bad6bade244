package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `c AS expression`: a column computed from others of the same row.
public final class ComputedColumn extends GrammarNode implements TableElement {
  private final SqlIdentifier name;
  private final SqlNode expression;

  public ComputedColumn(SqlParserPos pos, SqlIdentifier name, SqlNode expression) {
    super("COMPUTED COLUMN", SqlKind.COLUMN_DECL, pos);
    this.name = name;
    this.expression = expression;
  }

  public SqlIdentifier name() {
    return name;
  }

  public SqlNode expression() {
    return expression;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name, expression);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new ComputedColumn(pos, (SqlIdentifier) operands.get(0), operands.get(1));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    name.unparse(writer, 0, 0);
    writer.keyword("AS");
    expression.unparse(writer, 0, 0);
  }
}
