package io.velostream.sql.rewrite;

import io.velostream.sql.dialect.Calls;
import io.velostream.sql.validate.StreamAggregates;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// MULTISETs by way of ARRAYs:
///
/// - `MULTISET[a, b]` and `MULTISET(SELECT …)` as functions of an ARRAY of the same, which Calcite
///   would otherwise make a join;
/// - COLLECT, FUSION and INTERSECTION as functions of what ARRAY_AGG gives, with what stands around
///   the call. An order means nothing to them.
final class MultisetForms {
  private MultisetForms() {}

  /// What such a call is written as; nothing for other calls.
  static @Nullable SqlNode of(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    return switch (call.getKind()) {
      case MULTISET_VALUE_CONSTRUCTOR ->
          Calls.of(
              "$MULTISET",
              at,
              SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(at, call.getOperandList()));
      case MULTISET_QUERY_CONSTRUCTOR ->
          Calls.of(
              "$MULTISET",
              at,
              SqlStdOperatorTable.ARRAY_QUERY.createCall(at, call.getOperandList()));
      default -> {
        String function = function(call);
        yield function == null ? null : Calls.of(function, at, collected(call));
      }
    };
  }

  private static @Nullable String function(SqlCall call) {
    return switch (call.getKind()) {
      case FILTER, OVER, WITHIN_GROUP, WITHIN_DISTINCT ->
          call.operand(0) instanceof SqlCall inner ? function(inner) : null;
      default ->
          call.getOperator() instanceof SqlUnresolvedFunction && call.operandCount() == 1
              ? named(call.getOperator().getName())
              : null;
    };
  }

  private static @Nullable String named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "COLLECT" -> "$COLLECTED";
      case "FUSION" -> "$FUSED";
      case "INTERSECTION" -> "$INTERSECTED";
      default -> null;
    };
  }

  private static SqlNode collected(SqlCall call) {
    return switch (call.getKind()) {
      case FILTER, OVER, WITHIN_GROUP, WITHIN_DISTINCT ->
          call.getOperator()
              .createCall(
                  call.getParserPosition(), collected(call.operand(0)), call.<SqlNode>operand(1));
      default ->
          new SqlBasicCall(
              StreamAggregates.ARRAY_AGG,
              call.getOperandList(),
              call.getParserPosition(),
              call.getFunctionQuantifier());
    };
  }
}
