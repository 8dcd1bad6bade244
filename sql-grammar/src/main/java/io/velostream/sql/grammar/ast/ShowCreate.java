package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `SHOW CREATE TABLE|STREAM|SINK|VIEW name`, `SHOW CREATE TABLE 'file.csv'`.
public final class ShowCreate extends GrammarNode {
  private final RelationKind kind;
  private final SqlIdentifier name;

  public ShowCreate(SqlParserPos pos, RelationKind kind, SqlIdentifier name) {
    super("SHOW CREATE " + kind, SqlKind.OTHER, pos);
    this.kind = kind;
    this.name = name;
  }

  public RelationKind relationKind() {
    return kind;
  }

  /// Its name; a [FileTable] for a file.
  public SqlIdentifier name() {
    return name;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name);
  }

  @Override
  List<?> attributes() {
    return List.of(kind);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new ShowCreate(pos, kind, (SqlIdentifier) operands.get(0));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SHOW CREATE " + kind);
    name.unparse(writer, 0, 0);
  }
}
