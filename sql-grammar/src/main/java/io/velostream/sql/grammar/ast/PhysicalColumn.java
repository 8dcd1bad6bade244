package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `c TYPE [NOT NULL] [PRIMARY KEY]`: a column read from the record. The type carries the
/// nullability; a primary key column is never nullable.
public final class PhysicalColumn extends GrammarNode implements TableElement {
  private final SqlIdentifier name;
  private final SqlDataTypeSpec type;
  private final boolean primaryKey;

  public PhysicalColumn(
      SqlParserPos pos, SqlIdentifier name, SqlDataTypeSpec type, boolean primaryKey) {
    super("COLUMN", SqlKind.COLUMN_DECL, pos);
    this.name = name;
    this.type = type;
    this.primaryKey = primaryKey;
  }

  public SqlIdentifier name() {
    return name;
  }

  public SqlDataTypeSpec type() {
    return type;
  }

  /// Whether the column alone is declared the key, with PRIMARY KEY behind its type.
  public boolean isPrimaryKey() {
    return primaryKey;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name, type);
  }

  @Override
  List<?> attributes() {
    return List.of(primaryKey);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new PhysicalColumn(
        pos, (SqlIdentifier) operands.get(0), (SqlDataTypeSpec) operands.get(1), primaryKey);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    name.unparse(writer, 0, 0);
    unparse(type, writer);
    if (primaryKey) {
      writer.keyword("PRIMARY KEY NOT ENFORCED");
    }
  }
}
