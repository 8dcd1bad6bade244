package io.velostream.sql.dialect;

import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// Functions that Spark means otherwise.
final class SparkFunctions {
  static final Map<String, DialectRule> RULES =
      Map.of("ARRAY", SparkFunctions::array, "MAP", SparkFunctions::map);

  private SparkFunctions() {}

  /// Elements stand in parentheses.
  private static @Nullable SqlNode array(SqlCall call) {
    return !call.getOperator().equals(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR)
            && call.getKind() != SqlKind.ARRAY_QUERY_CONSTRUCTOR
        ? SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(
            call.getParserPosition(), call.getOperandList())
        : null;
  }

  /// Keys and values stand in parentheses.
  private static @Nullable SqlNode map(SqlCall call) {
    return !call.getOperator().equals(SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR)
            && call.getKind() != SqlKind.MAP_QUERY_CONSTRUCTOR
        ? SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR.createCall(
            call.getParserPosition(), call.getOperandList())
        : null;
  }
}
