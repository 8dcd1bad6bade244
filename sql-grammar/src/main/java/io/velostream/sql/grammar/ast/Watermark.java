package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `WATERMARK FOR column AS expression`: how far the table's event time has come.
public final class Watermark extends GrammarNode implements TableElement {
  private final SqlIdentifier column;
  private final SqlNode expression;

  public Watermark(SqlParserPos pos, SqlIdentifier column, SqlNode expression) {
    super("WATERMARK", SqlKind.OTHER, pos);
    this.column = column;
    this.expression = expression;
  }

  public SqlIdentifier column() {
    return column;
  }

  public SqlNode expression() {
    return expression;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(column, expression);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new Watermark(pos, (SqlIdentifier) operands.get(0), operands.get(1));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("WATERMARK FOR");
    column.unparse(writer, 0, 0);
    writer.keyword("AS");
    expression.unparse(writer, 0, 0);
  }
}
