package io.velostream.sql.rewrite;

import io.velostream.sql.validate.StreamAggregates;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// The aggregates of nested values behind JSON_ARRAYAGG and JSON_OBJECTAGG.
final class JsonAggregates {
  private JsonAggregates() {}

  /// The aggregate of a JSON_ARRAYAGG, with its order if it has one, or of a JSON_OBJECTAGG.
  static SqlCall of(SqlCall call) {
    if (call.getKind() == SqlKind.WITHIN_GROUP) {
      return array(call.operand(0), call.operand(1));
    }
    return call.getKind() == SqlKind.JSON_OBJECTAGG
        ? object(call)
        : array(call, call.operandCount() > 1 ? call.operand(1) : null);
  }

  private static SqlCall array(SqlCall call, @Nullable SqlNode order) {
    SqlParserPos position = call.getParserPosition();
    SqlNode value = call.operand(0);
    SqlCall aggregate = new SqlBasicCall(StreamAggregates.ARRAY_AGG, List.of(value), position);
    if (order != null) {
      aggregate = SqlStdOperatorTable.WITHIN_GROUP.createCall(position, aggregate, order);
    }
    SqlJsonConstructorNullClause nulls =
        ((SqlJsonArrayAggAggFunction) call.getOperator()).getNullClause();
    return withoutNulls(aggregate, value, nulls, position);
  }

  private static SqlCall object(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNode value = call.operand(1);
    SqlCall aggregate =
        new SqlBasicCall(StreamAggregates.MAP_AGG, List.of(call.operand(0), value), position);
    SqlJsonConstructorNullClause nulls =
        ((SqlJsonObjectAggAggFunction) call.getOperator()).getNullClause();
    return withoutNulls(aggregate, value, nulls, position);
  }

  private static SqlCall withoutNulls(
      SqlCall aggregate, SqlNode value, SqlJsonConstructorNullClause nulls, SqlParserPos position) {
    return switch (nulls) {
      case NULL_ON_NULL -> aggregate;
      case ABSENT_ON_NULL ->
          SqlStdOperatorTable.FILTER.createCall(
              position, aggregate, SqlStdOperatorTable.IS_NOT_NULL.createCall(position, value));
    };
  }
}
