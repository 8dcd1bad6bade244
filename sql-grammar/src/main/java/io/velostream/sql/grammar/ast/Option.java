package io.velostream.sql.grammar.ast;

import io.velostream.sql.grammar.SqlSyntaxException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `'key' = value` in a WITH clause.
public final class Option extends GrammarNode {
  private final SqlLiteral key;
  private final SqlLiteral value;

  public Option(SqlParserPos pos, SqlLiteral key, SqlLiteral value) {
    super("OPTION", SqlKind.OTHER, pos);
    this.key = key;
    this.value = value;
  }

  /// The option that `PARTITIONED BY (a, b)` stands for: `'partitioned-by' = 'a, b'`.
  public static Option partitionedBy(SqlParserPos pos, SqlNodeList columns) {
    String names =
        columns.stream()
            .map(column -> ((SqlIdentifier) column).getSimple())
            .collect(Collectors.joining(", "));
    return new Option(
        pos,
        SqlLiteral.createCharString("partitioned-by", pos),
        SqlLiteral.createCharString(names, pos));
  }

  /// Appends an option to the ones before it.
  ///
  /// @throws SqlSyntaxException if its key is among them
  public static void addTo(List<SqlNode> options, Option option) {
    for (SqlNode node : options) {
      if (node instanceof Option other && other.key().equals(option.key())) {
        throw SqlSyntaxException.at(
            option.getParserPosition(),
            SqlSyntaxException.Code.DUPLICATE_OPTION,
            "option '" + option.key() + "' is given twice",
            "remove one of the two");
      }
    }
    options.add(option);
  }

  /// The key without quotes, dots included.
  public String key() {
    return text(key);
  }

  /// The value as text: a string without its quotes, a number as written, `true` or `false`.
  public String value() {
    return valueText(value);
  }

  /// The value as written, with its position.
  public SqlLiteral valueLiteral() {
    return value;
  }

  static String valueText(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case CHAR -> text(literal);
      case BOOLEAN -> String.valueOf(literal.booleanValue());
      default -> literal.toValue();
    };
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(key, value);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new Option(pos, (SqlLiteral) operands.get(0), (SqlLiteral) operands.get(1));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    key.unparse(writer, 0, 0);
    writer.keyword("=");
    value.unparse(writer, 0, 0);
  }
}
