package io.velostream.sql.rewrite;

import io.velostream.sql.validate.StreamAggregates;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// The aggregates of geometries: functions of what ARRAY_AGG collects. ST_UNION and ST_COLLECT of
/// two geometries are no aggregates.
final class SpatialAggregates {
  private SpatialAggregates() {}

  /// What a call of such an aggregate, with FILTER and OVER or without, is written as; nothing for
  /// other calls.
  static @Nullable SqlNode of(SqlCall call) {
    SqlCall aggregate = call;
    while ((aggregate.getKind() == SqlKind.FILTER || aggregate.getKind() == SqlKind.OVER)
        && aggregate.operand(0) instanceof SqlCall inner) {
      aggregate = inner;
    }
    if (!(aggregate.getOperator() instanceof SqlUnresolvedFunction)
        || aggregate.operandCount() != 1) {
      return null;
    }
    String function =
        switch (aggregate.getOperator().getName().toUpperCase(Locale.ROOT)) {
          case "ST_UNION", "ST_UNION_AGG" -> "ST_UNION_LIST";
          case "ST_COLLECT", "ST_COLLECT_AGG" -> "ST_COLLECT_LIST";
          case "ST_EXTENT_AGG" -> "ST_EXTENT_LIST";
          case "ST_ACCUM" -> "";
          default -> null;
        };
    if (function == null) {
      return null;
    }
    SqlNode collected = collected(call);
    return function.isEmpty()
        ? collected
        : new SqlUnresolvedFunction(
                new SqlIdentifier(function, call.getParserPosition()),
                null,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION)
            .createCall(call.getParserPosition(), collected);
  }

  private static SqlNode collected(SqlCall call) {
    if (call.getKind() == SqlKind.FILTER) {
      return SqlStdOperatorTable.FILTER.createCall(
          call.getParserPosition(), collected(call.operand(0)), call.operand(1));
    }
    if (call.getKind() == SqlKind.OVER) {
      return SqlStdOperatorTable.OVER.createCall(
          call.getParserPosition(), collected(call.operand(0)), call.operand(1));
    }
    return new SqlBasicCall(
        StreamAggregates.ARRAY_AGG,
        List.of(call.operand(0)),
        call.getParserPosition(),
        call.getFunctionQuantifier());
  }
}
