package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/// `ROW<name type, ...>`, or the same in round brackets. Other than in Calcite's own type, a field
/// may be NULL unless it says otherwise, as a column may.
public final class RowType extends SqlRowTypeNameSpec {
  public RowType(List<SqlIdentifier> names, List<SqlDataTypeSpec> types, SqlParserPos pos) {
    super(pos, names, types);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("ROW");
    SqlWriter.Frame frame = writer.startList("<", ">");
    for (int i = 0; i < getArity(); i++) {
      writer.sep(",");
      getFieldNames().get(i).unparse(writer, 0, 0);
      GrammarNode.unparse(getFieldTypes().get(i), writer);
    }
    writer.endList(frame);
  }
}
