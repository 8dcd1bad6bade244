package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// `ARRAY<element>`. It differs from Calcite's own type only in how it is written, which keeps
/// whether an element may be NULL.
public final class ArrayType extends SqlCollectionTypeNameSpec {
  private final SqlDataTypeSpec element;

  public ArrayType(SqlDataTypeSpec element, SqlParserPos pos) {
    super(
        element.getTypeNameSpec(),
        !Boolean.FALSE.equals(element.getNullable()),
        SqlTypeName.ARRAY,
        pos);
    this.element = element;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("ARRAY");
    SqlWriter.Frame frame = writer.startList("<", ">");
    GrammarNode.unparse(element, writer);
    writer.endList(frame);
  }
}
