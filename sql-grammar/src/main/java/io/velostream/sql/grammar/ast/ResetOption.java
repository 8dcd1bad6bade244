package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `RESET 'key'`, or `RESET` alone for all settings.
public final class ResetOption extends GrammarNode {
  private final @Nullable SqlLiteral key;

  public ResetOption(SqlParserPos pos, @Nullable SqlLiteral key) {
    super("RESET", SqlKind.OTHER, pos);
    this.key = key;
  }

  /// The key without quotes; null if everything is reset.
  public @Nullable String key() {
    return key == null ? null : text(key);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(key);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new ResetOption(pos, (SqlLiteral) operands.get(0));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("RESET");
    if (key != null) {
      key.unparse(writer, 0, 0);
    }
  }
}
