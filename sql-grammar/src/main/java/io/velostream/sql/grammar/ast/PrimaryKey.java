package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `PRIMARY KEY (a, b) [NOT ENFORCED]` as an element of its own.
public final class PrimaryKey extends GrammarNode implements TableElement {
  private final SqlNodeList columns;
  private final boolean enforced;

  public PrimaryKey(SqlParserPos pos, SqlNodeList columns, boolean enforced) {
    super("PRIMARY KEY", SqlKind.PRIMARY_KEY, pos);
    this.columns = columns;
    this.enforced = enforced;
  }

  public List<SqlIdentifier> columns() {
    return columns.stream().map(SqlIdentifier.class::cast).toList();
  }

  /// Whether the statement says ENFORCED; the default is that it does not.
  public boolean isEnforced() {
    return enforced;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(columns);
  }

  @Override
  List<?> attributes() {
    return List.of(enforced);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new PrimaryKey(pos, (SqlNodeList) operands.get(0), enforced);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("PRIMARY KEY");
    parenthesized(writer, columns);
    writer.keyword(enforced ? "ENFORCED" : "NOT ENFORCED");
  }
}
