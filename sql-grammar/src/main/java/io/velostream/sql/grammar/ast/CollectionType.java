package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// `ARRAY<element>` and `MULTISET<element>`. It differs from Calcite's own type only in how it is
/// written, which keeps whether an element may be NULL.
public final class CollectionType extends SqlCollectionTypeNameSpec {
  private final SqlDataTypeSpec element;
  private final SqlTypeName collection;

  /// @param collection ARRAY or MULTISET
  public CollectionType(SqlTypeName collection, SqlDataTypeSpec element, SqlParserPos pos) {
    super(element.getTypeNameSpec(), !Boolean.FALSE.equals(element.getNullable()), collection, pos);
    this.element = element;
    this.collection = collection;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(collection.getName());
    SqlWriter.Frame frame = writer.startList("<", ">");
    GrammarNode.unparse(element, writer);
    writer.endList(frame);
  }
}
