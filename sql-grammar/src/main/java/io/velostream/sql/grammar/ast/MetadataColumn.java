package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `c TYPE METADATA [FROM 'key'] [VIRTUAL]`: a column read from what the connector knows about a
/// record, such as its offset, not from the record. A virtual one is not written by a sink.
public final class MetadataColumn extends GrammarNode implements TableElement {
  private final SqlIdentifier name;
  private final SqlDataTypeSpec type;
  private final @Nullable SqlLiteral source;
  private final boolean virtual;

  public MetadataColumn(
      SqlParserPos pos,
      SqlIdentifier name,
      SqlDataTypeSpec type,
      @Nullable SqlLiteral source,
      boolean virtual) {
    super("METADATA COLUMN", SqlKind.COLUMN_DECL, pos);
    this.name = name;
    this.type = type;
    this.source = source;
    this.virtual = virtual;
  }

  public SqlIdentifier name() {
    return name;
  }

  public SqlDataTypeSpec type() {
    return type;
  }

  /// The connector's name for the value: the one given with FROM, or else the column's own.
  public String metadataKey() {
    return source == null ? name.getSimple() : text(source);
  }

  public boolean isVirtual() {
    return virtual;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name, type, source);
  }

  @Override
  List<?> attributes() {
    return List.of(virtual);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new MetadataColumn(
        pos,
        (SqlIdentifier) operands.get(0),
        (SqlDataTypeSpec) operands.get(1),
        (SqlLiteral) operands.get(2),
        virtual);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    name.unparse(writer, 0, 0);
    unparse(type, writer);
    writer.keyword("METADATA");
    if (source != null) {
      writer.keyword("FROM");
      source.unparse(writer, 0, 0);
    }
    if (virtual) {
      writer.keyword("VIRTUAL");
    }
  }
}
