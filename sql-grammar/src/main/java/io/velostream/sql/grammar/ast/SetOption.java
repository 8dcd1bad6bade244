package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `SET 'key' = value`, or `SET` alone, which lists the settings.
public final class SetOption extends GrammarNode {
  private final @Nullable SqlLiteral key;
  private final @Nullable SqlLiteral value;

  public SetOption(SqlParserPos pos, @Nullable SqlLiteral key, @Nullable SqlLiteral value) {
    super("SET", SqlKind.OTHER, pos);
    this.key = key;
    this.value = value;
  }

  /// The key without quotes; null in a SET alone.
  public @Nullable String key() {
    return key == null ? null : text(key);
  }

  /// The value as text: a string without its quotes, a number as written, `true` or `false`; null
  /// in a SET alone.
  public @Nullable String value() {
    return value == null ? null : Option.valueText(value);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(key, value);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new SetOption(pos, (SqlLiteral) operands.get(0), (SqlLiteral) operands.get(1));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("SET");
    if (key != null && value != null) {
      key.unparse(writer, 0, 0);
      writer.keyword("=");
      value.unparse(writer, 0, 0);
    }
  }
}
