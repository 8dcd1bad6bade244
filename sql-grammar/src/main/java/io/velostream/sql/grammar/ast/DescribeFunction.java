package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.jspecify.annotations.Nullable;

/// `DESCRIBE FUNCTION name`, where the name may also be a sign or a text in quotes: `'||'`.
public final class DescribeFunction extends GrammarNode {
  private final String function;
  private final SqlParserPos namePosition;

  public DescribeFunction(SqlParserPos pos, String function, SqlParserPos namePosition) {
    super("DESCRIBE FUNCTION", SqlKind.OTHER, pos);
    this.function = function;
    this.namePosition = namePosition;
  }

  /// The name as it is meant, without quotes.
  public String function() {
    boolean quoted = function.length() > 1 && "'\"`".indexOf(function.charAt(0)) >= 0;
    if (!quoted) {
      return function;
    }
    return function.charAt(0) == '\''
        ? SqlParserUtil.parseString(function)
        : function.substring(1, function.length() - 1);
  }

  /// The name where it stands.
  public SqlIdentifier name() {
    return new SqlIdentifier(function(), namePosition);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands();
  }

  @Override
  List<?> attributes() {
    return List.of(function);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new DescribeFunction(pos, function, namePosition);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("DESCRIBE FUNCTION");
    writer.literal(function);
  }
}
