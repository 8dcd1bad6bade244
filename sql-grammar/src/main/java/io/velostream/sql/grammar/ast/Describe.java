package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `DESCRIBE [EXTENDED] name`, `DESCRIBE 'file.csv'`, or `DESCRIBE query`.
public final class Describe extends GrammarNode {
  private final boolean extended;
  private final SqlNode target;

  public Describe(SqlParserPos pos, boolean extended, SqlNode target) {
    super("DESCRIBE", SqlKind.OTHER, pos);
    this.extended = extended;
    this.target = target;
  }

  public boolean isExtended() {
    return extended;
  }

  /// A `SqlIdentifier` for a relation, its subclass [FileTable] for a file, or else a query.
  public SqlNode target() {
    return target;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(target);
  }

  @Override
  List<?> attributes() {
    return List.of(extended);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new Describe(pos, extended, operands.get(0));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(extended ? "DESCRIBE EXTENDED" : "DESCRIBE");
    target.unparse(writer, 0, 0);
  }
}
