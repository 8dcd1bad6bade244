package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `query EMIT CHANGES [EVERY interval]` or `query EMIT FINAL`. It stands outermost: around a query
/// statement, the source of an INSERT, or the query of a CREATE; never inside a query.
public final class EmitQuery extends GrammarNode {
  /// CHANGES publishes each step's delta; FINAL a row once, when its time has passed.
  public enum Mode {
    CHANGES,
    FINAL
  }

  private final SqlNode query;
  private final Mode mode;
  private final @Nullable SqlNode every;

  public EmitQuery(SqlParserPos pos, SqlNode query, Mode mode, @Nullable SqlNode every) {
    super("EMIT", SqlKind.OTHER, pos);
    this.query = query;
    this.mode = mode;
    this.every = every;
  }

  public SqlNode query() {
    return query;
  }

  public Mode mode() {
    return mode;
  }

  /// The interval literal of EVERY; null if the changes are not throttled.
  public @Nullable SqlNode every() {
    return every;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(query, every);
  }

  @Override
  List<?> attributes() {
    return List.of(mode);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new EmitQuery(pos, operands.get(0), mode, operands.get(1));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    query.unparse(writer, 0, 0);
    writer.newlineAndIndent();
    writer.keyword("EMIT " + mode);
    if (every != null) {
      writer.keyword("EVERY");
      every.unparse(writer, 0, 0);
    }
  }
}
