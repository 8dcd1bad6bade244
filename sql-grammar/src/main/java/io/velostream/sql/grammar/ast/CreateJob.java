package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `CREATE [OR REPLACE] JOB [IF NOT EXISTS] name AS INSERT …`, or a statement set.
public final class CreateJob extends GrammarNode {
  private final boolean replace;
  private final boolean ifNotExists;
  private final SqlIdentifier name;
  private final SqlNode body;
  private final SqlParserPos start;

  /// @param start where the text of the body begins; it goes on to the end of the statement
  public CreateJob(
      SqlParserPos pos,
      boolean replace,
      boolean ifNotExists,
      SqlIdentifier name,
      SqlNode body,
      SqlParserPos start) {
    super("CREATE JOB", SqlKind.OTHER_DDL, pos);
    this.replace = replace;
    this.ifNotExists = ifNotExists;
    this.name = name;
    this.body = body;
    this.start = start;
  }

  public boolean isReplace() {
    return replace;
  }

  public boolean isIfNotExists() {
    return ifNotExists;
  }

  public SqlIdentifier name() {
    return name;
  }

  /// What the job runs: an insert or a [StatementSet].
  public SqlNode body() {
    return body;
  }

  /// Where the text of the body begins.
  public SqlParserPos start() {
    return start;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name, body);
  }

  @Override
  List<?> attributes() {
    return List.of(replace, ifNotExists);
  }

  @Override
  @SuppressWarnings("NullAway")
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new CreateJob(
        pos, replace, ifNotExists, (SqlIdentifier) operands.get(0), operands.get(1), start);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(replace ? "CREATE OR REPLACE JOB" : "CREATE JOB");
    if (ifNotExists) {
      writer.keyword("IF NOT EXISTS");
    }
    name.unparse(writer, 0, 0);
    writer.keyword("AS");
    writer.newlineAndIndent();
    body.unparse(writer, 0, 0);
  }
}
