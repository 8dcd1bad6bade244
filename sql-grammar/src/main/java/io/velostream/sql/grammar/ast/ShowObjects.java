package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `SHOW TABLES`, `SHOW FUNCTIONS` and the like.
public final class ShowObjects extends GrammarNode {
  /// What is listed.
  public enum Kind {
    TABLES,
    STREAMS,
    VIEWS,
    FUNCTIONS,
    SETTINGS
  }

  private final Kind kind;

  public ShowObjects(SqlParserPos pos, Kind kind) {
    super("SHOW " + kind, SqlKind.OTHER, pos);
    this.kind = kind;
  }

  public Kind objects() {
    return kind;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands();
  }

  @Override
  List<?> attributes() {
    return List.of(kind);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new ShowObjects(pos, kind);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SHOW " + kind);
  }
}
