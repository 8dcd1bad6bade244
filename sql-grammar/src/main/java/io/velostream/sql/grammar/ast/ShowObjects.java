package io.velostream.sql.grammar.ast;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `SHOW TABLES`, `SHOW FUNCTIONS` and the like.
public final class ShowObjects extends GrammarNode {
  /// What is listed.
  public enum Kind {
    TABLES,
    STREAMS,
    VIEWS,
    FUNCTIONS,
    SETTINGS
  }

  private final Kind kind;
  private final @Nullable String pattern;

  public ShowObjects(SqlParserPos pos, Kind kind, @Nullable String pattern) {
    super("SHOW " + kind, SqlKind.OTHER, pos);
    this.kind = kind;
    this.pattern = pattern;
  }

  public Kind objects() {
    return kind;
  }

  /// What the names must be LIKE, or `null` for all.
  public @Nullable String pattern() {
    return pattern;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands();
  }

  @Override
  List<?> attributes() {
    return Arrays.asList(kind, pattern);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new ShowObjects(pos, kind, pattern);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SHOW " + kind);
    if (pattern != null) {
      writer.keyword("LIKE");
      writer.literal(writer.getDialect().quoteStringLiteral(pattern));
    }
  }
}
