package io.velostream.sql.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Functions of systems where text that is put together takes NULL for nothing: Oracle and SQL
/// Server.
final class EmptyNulls {
  static final Map<String, DialectRule> ORACLE =
      Map.of("CONCAT", EmptyNulls::concatOrNull, "EXTRACT", EmptyNulls::extractXml);

  static final Map<String, DialectRule> MSSQL = mssql();

  private EmptyNulls() {}

  private static Map<String, DialectRule> mssql() {
    Map<String, DialectRule> rules = new HashMap<>();
    rules.put("CONCAT", EmptyNulls::concat);
    rules.put("CONCAT_WS", EmptyNulls::concatWithSeparator);
    rules.put("REPLACE", EmptyNulls::replace);
    return Map.copyOf(rules);
  }

  /// An empty text is NULL in Oracle.
  private static SqlNode concatOrNull(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return SqlStdOperatorTable.NULLIF.createCall(position, concat(call), Calls.text("", position));
  }

  /// Of XML, where no unit of time comes first.
  private static @Nullable SqlNode extractXml(SqlCall call) {
    return call.operandCount() > 0 && call.operand(0) instanceof SqlIntervalQualifier
        ? null
        : Calls.of("XML_EXTRACT", call.getParserPosition(), call.getOperandList());
  }

  private static SqlNode concat(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> arguments = new ArrayList<>(List.of(Calls.text("", position)));
    arguments.addAll(call.getOperandList());
    return Calls.of("CONCAT_WS", position, arguments);
  }

  private static @Nullable SqlNode concatWithSeparator(SqlCall call) {
    if (call.operandCount() == 0) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> arguments = new ArrayList<>(call.getOperandList());
    arguments.set(
        0,
        SqlStdOperatorTable.COALESCE.createCall(
            position, call.operand(0), Calls.text("", position)));
    return Calls.of("CONCAT_WS", position, arguments);
  }

  /// Letter case does not matter.
  private static @Nullable SqlNode replace(SqlCall call) {
    if (call.operandCount() != 3) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode pattern = Calls.of("REGEXP_ESCAPE", position, call.<SqlNode>operand(1));
    SqlNode by =
        Calls.of(
            "REPLACE",
            position,
            call.operand(2),
            Calls.text("\\", position),
            Calls.text("\\\\", position));
    SqlNode plain =
        Calls.of("REPLACE", position, by, Calls.text("$", position), Calls.text("\\$", position));
    return Calls.of(
        "REGEXP_REPLACE", position, call.operand(0), pattern, plain, Calls.text("i", position));
  }
}
