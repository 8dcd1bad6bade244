package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `DROP TABLE|STREAM|SINK|VIEW [IF EXISTS] name`.
public final class DropRelation extends GrammarNode {
  private final RelationKind kind;
  private final boolean ifExists;
  private final SqlIdentifier name;

  public DropRelation(SqlParserPos pos, RelationKind kind, boolean ifExists, SqlIdentifier name) {
    super("DROP " + kind, SqlKind.OTHER_DDL, pos);
    this.kind = kind;
    this.ifExists = ifExists;
    this.name = name;
  }

  public RelationKind relationKind() {
    return kind;
  }

  public boolean isIfExists() {
    return ifExists;
  }

  public SqlIdentifier name() {
    return name;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name);
  }

  @Override
  List<?> attributes() {
    return List.of(kind, ifExists);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new DropRelation(pos, kind, ifExists, (SqlIdentifier) operands.get(0));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("DROP " + kind);
    if (ifExists) {
      writer.keyword("IF EXISTS");
    }
    name.unparse(writer, 0, 0);
  }
}
