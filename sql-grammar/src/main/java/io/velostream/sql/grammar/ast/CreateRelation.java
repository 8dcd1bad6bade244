package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `CREATE [OR REPLACE] [TEMPORARY] TABLE|STREAM|SINK [IF NOT EXISTS] name [(elements)] [WITH
/// (options)] [AS query]`.
public final class CreateRelation extends GrammarNode {
  private final RelationKind kind;
  private final boolean replace;
  private final boolean temporary;
  private final boolean ifNotExists;
  private final SqlIdentifier name;
  private final SqlNodeList elements;
  private final SqlNodeList options;
  private final @Nullable SqlNode query;

  public CreateRelation(
      SqlParserPos pos,
      RelationKind kind,
      boolean replace,
      boolean temporary,
      boolean ifNotExists,
      SqlIdentifier name,
      SqlNodeList elements,
      SqlNodeList options,
      @Nullable SqlNode query) {
    super("CREATE " + kind, SqlKind.OTHER_DDL, pos);
    this.kind = kind;
    this.replace = replace;
    this.temporary = temporary;
    this.ifNotExists = ifNotExists;
    this.name = name;
    this.elements = elements;
    this.options = options;
    this.query = query;
  }

  /// TABLE, STREAM or SINK.
  public RelationKind relationKind() {
    return kind;
  }

  public boolean isReplace() {
    return replace;
  }

  public boolean isTemporary() {
    return temporary;
  }

  public boolean isIfNotExists() {
    return ifNotExists;
  }

  public SqlIdentifier name() {
    return name;
  }

  /// Columns, key and watermark in the order written; empty if there is no list.
  public List<TableElement> elements() {
    return elements.stream().map(TableElement.class::cast).toList();
  }

  /// The options in the order written, whether before or after the query.
  public List<Option> options() {
    return options.stream().map(Option.class::cast).toList();
  }

  /// The query that feeds the relation: an [EmitQuery] if it says EMIT; null if there is none.
  public @Nullable SqlNode query() {
    return query;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name, elements, options, query);
  }

  @Override
  List<?> attributes() {
    return List.of(kind, replace, temporary, ifNotExists);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new CreateRelation(
        pos,
        kind,
        replace,
        temporary,
        ifNotExists,
        (SqlIdentifier) operands.get(0),
        (SqlNodeList) operands.get(1),
        (SqlNodeList) operands.get(2),
        operands.get(3));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(replace ? "CREATE OR REPLACE" : "CREATE");
    if (temporary) {
      writer.keyword("TEMPORARY");
    }
    writer.keyword(kind.name());
    if (ifNotExists) {
      writer.keyword("IF NOT EXISTS");
    }
    name.unparse(writer, 0, 0);
    if (!elements.isEmpty()) {
      parenthesized(writer, elements);
    }
    if (!options.isEmpty()) {
      writer.keyword("WITH");
      parenthesized(writer, options);
    }
    if (query != null) {
      writer.keyword("AS");
      writer.newlineAndIndent();
      query.unparse(writer, 0, 0);
    }
  }
}
