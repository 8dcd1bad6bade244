package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/// `MAP<key, value>`. It differs from Calcite's own type only in how it is written, which keeps
/// whether a value may be NULL.
public final class MapType extends SqlMapTypeNameSpec {
  public MapType(SqlDataTypeSpec key, SqlDataTypeSpec value, SqlParserPos pos) {
    super(key, value, pos);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("MAP");
    SqlWriter.Frame frame = writer.startList("<", ">");
    writer.sep(",");
    GrammarNode.unparse(getKeyType(), writer);
    writer.sep(",");
    GrammarNode.unparse(getValType(), writer);
    writer.endList(frame);
  }
}
