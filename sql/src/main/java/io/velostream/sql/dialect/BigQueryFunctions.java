package io.velostream.sql.dialect;

import static io.velostream.sql.dialect.Calls.cast;
import static io.velostream.sql.dialect.Calls.named;
import static io.velostream.sql.dialect.Calls.number;
import static io.velostream.sql.dialect.Calls.of;
import static io.velostream.sql.dialect.Calls.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Functions that BigQuery means otherwise, those of dates and times apart.
final class BigQueryFunctions {
  static final Map<String, DialectRule> RULES = rules();

  private BigQueryFunctions() {}

  private static Map<String, DialectRule> rules() {
    Map<String, DialectRule> rules = new HashMap<>(BigQueryTimes.RULES);
    rules.put("SAFE_ADD", named("TRY_ADD", 2));
    rules.put("SAFE_SUBTRACT", named("TRY_SUBTRACT", 2));
    rules.put("SAFE_MULTIPLY", named("TRY_MULTIPLY", 2));
    rules.put("SAFE_DIVIDE", named("TRY_DIVIDE", 2));
    rules.put("SAFE_NEGATE", BigQueryFunctions::negate);
    rules.put("LOG", BigQueryFunctions::log);
    rules.put("SPLIT", BigQueryFunctions::split);
    rules.put("REGEXP_CONTAINS", named("REGEXP_LIKE", 2));
    rules.put("REGEXP_EXTRACT", call -> regex("REGEXP_FIND", call, 1, 1));
    rules.put("REGEXP_SUBSTR", call -> regex("REGEXP_FIND", call, 1, 1));
    rules.put("REGEXP_INSTR", call -> regex("REGEXP_FIND_POSITION", call, 1, 1, 0));
    rules.put("REGEXP_EXTRACT_ALL", BigQueryFunctions::extractAll);
    rules.put("CONTAINS_SUBSTR", BigQueryFunctions::containsText);
    rules.put("OFFSET", call -> element(call, 1));
    rules.put("SAFE_OFFSET", call -> element(call, 1));
    rules.put("ORDINAL", call -> element(call, 0));
    rules.put("SAFE_ORDINAL", call -> element(call, 0));
    return Map.copyOf(rules);
  }

  private static @Nullable SqlNode negate(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return call.operandCount() == 1
        ? of("TRY_SUBTRACT", position, number(0, position), call.operand(0))
        : null;
  }

  /// The base comes second, and is that of natural logarithms.
  private static @Nullable SqlNode log(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return switch (call.operandCount()) {
      case 1 -> SqlStdOperatorTable.LN.createCall(position, call.getOperandList());
      case 2 -> of("LOG", position, call.operand(1), call.operand(0));
      default -> null;
    };
  }

  private static @Nullable SqlNode split(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return call.operandCount() == 1
        ? of("SPLIT", position, call.operand(0), text(",", position))
        : null;
  }

  /// A call with numbers for the arguments left out.
  private static @Nullable SqlNode regex(String name, SqlCall call, int... usual) {
    if (call.operandCount() < 2 || call.operandCount() > 2 + usual.length) {
      return null;
    }
    List<SqlNode> arguments = new ArrayList<>(call.getOperandList());
    while (arguments.size() < 2 + usual.length) {
      arguments.add(number(usual[arguments.size() - 2], call.getParserPosition()));
    }
    return of(name, call.getParserPosition(), arguments);
  }

  /// The first group is wanted where the pattern has one.
  private static @Nullable SqlNode extractAll(SqlCall call) {
    if (call.operandCount() != 2 || !(call.operand(1) instanceof SqlLiteral pattern)) {
      return null;
    }
    String plain = pattern.toValue();
    boolean group =
        plain != null
            && plain
                .replaceAll("\\\\.", "")
                .replaceAll("\\[[^\\]]*]", "")
                .matches("(?s).*\\((?!\\?).*");
    return group
        ? of(
            "REGEXP_EXTRACT_ALL",
            call.getParserPosition(),
            call.operand(0),
            pattern,
            number(1, call.getParserPosition()))
        : null;
  }

  /// Letter case does not matter; of a row any of the values will do.
  private static @Nullable SqlNode containsText(SqlCall call) {
    if (call.operandCount() != 2) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode part = SqlStdOperatorTable.LOWER.createCall(position, call.<SqlNode>operand(1));
    SqlNode found = null;
    for (SqlNode value : values(call.operand(0))) {
      SqlNode whole =
          SqlStdOperatorTable.LOWER.createCall(position, cast(value, SqlTypeName.VARCHAR));
      SqlNode one = of("CONTAINS", position, whole, part);
      found = found == null ? one : SqlStdOperatorTable.OR.createCall(position, found, one);
    }
    return found;
  }

  private static List<SqlNode> values(SqlNode value) {
    return value.getKind() == SqlKind.ROW && value instanceof SqlCall row
        ? row.getOperandList()
        : List.of(value);
  }

  /// An element by its place from 0 or 1; NULL where there is none.
  private static @Nullable SqlNode element(SqlCall call, int shift) {
    if (call.operandCount() != 2) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode index =
        SqlStdOperatorTable.PLUS.createCall(position, call.operand(1), number(shift, position));
    return SqlStdOperatorTable.ITEM.createCall(position, call.operand(0), index);
  }
}
