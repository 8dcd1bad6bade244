package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `CREATE [OR REPLACE] [TEMPORARY] [MATERIALIZED] VIEW [IF NOT EXISTS] name [(columns)] AS query`.
public final class CreateView extends GrammarNode {
  private final boolean replace;
  private final boolean temporary;
  private final boolean materialized;
  private final boolean ifNotExists;
  private final SqlIdentifier name;
  private final SqlNodeList columns;
  private final SqlNode query;

  public CreateView(
      SqlParserPos pos,
      boolean replace,
      boolean temporary,
      boolean materialized,
      boolean ifNotExists,
      SqlIdentifier name,
      SqlNodeList columns,
      SqlNode query) {
    super("CREATE VIEW", SqlKind.OTHER_DDL, pos);
    this.replace = replace;
    this.temporary = temporary;
    this.materialized = materialized;
    this.ifNotExists = ifNotExists;
    this.name = name;
    this.columns = columns;
    this.query = query;
  }

  public boolean isReplace() {
    return replace;
  }

  public boolean isTemporary() {
    return temporary;
  }

  public boolean isMaterialized() {
    return materialized;
  }

  public boolean isIfNotExists() {
    return ifNotExists;
  }

  public SqlIdentifier name() {
    return name;
  }

  /// The view's own names for the query's columns; empty if it keeps theirs.
  public List<SqlIdentifier> columns() {
    return columns.stream().map(SqlIdentifier.class::cast).toList();
  }

  /// An [EmitQuery] if it says EMIT.
  public SqlNode query() {
    return query;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name, columns, query);
  }

  @Override
  List<?> attributes() {
    return List.of(replace, temporary, materialized, ifNotExists);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new CreateView(
        pos,
        replace,
        temporary,
        materialized,
        ifNotExists,
        (SqlIdentifier) operands.get(0),
        (SqlNodeList) operands.get(1),
        operands.get(2));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(replace ? "CREATE OR REPLACE" : "CREATE");
    if (temporary) {
      writer.keyword("TEMPORARY");
    }
    writer.keyword(materialized ? "MATERIALIZED VIEW" : "VIEW");
    if (ifNotExists) {
      writer.keyword("IF NOT EXISTS");
    }
    name.unparse(writer, 0, 0);
    if (!columns.isEmpty()) {
      parenthesized(writer, columns);
    }
    writer.keyword("AS");
    writer.newlineAndIndent();
    query.unparse(writer, 0, 0);
  }
}
