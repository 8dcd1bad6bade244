package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `EXPLAIN [JSON|CODEGEN] statement`.
public final class Explain extends GrammarNode {
  /// What is printed: the plan as text, the plan as JSON, or the generated code.
  public enum Format {
    TEXT,
    JSON,
    CODEGEN
  }

  private final Format format;
  private final SqlNode statement;

  public Explain(SqlParserPos pos, Format format, SqlNode statement) {
    super("EXPLAIN", SqlKind.OTHER, pos);
    this.format = format;
    this.statement = statement;
  }

  public Format format() {
    return format;
  }

  public SqlNode statement() {
    return statement;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(statement);
  }

  @Override
  List<?> attributes() {
    return List.of(format);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new Explain(pos, format, operands.get(0));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(format == Format.TEXT ? "EXPLAIN" : "EXPLAIN " + format);
    statement.unparse(writer, 0, 0);
  }
}
