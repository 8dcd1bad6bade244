package io.velostream.sql.validate;

import io.velostream.columnar.DataType;
import io.velostream.expression.user.TableFunction;
import io.velostream.expression.user.UserAggregate;
import io.velostream.expression.user.UserFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.util.SqlOperatorTables;

/// Signatures of the functions that a program brings along.
final class UserFunctions {
  private UserFunctions() {}

  /// The operators of a query that may use these functions too.
  static SqlOperatorTable tableWith(
      List<UserFunction> functions, List<UserAggregate> aggregates, List<TableFunction> tables) {
    if (functions.isEmpty() && aggregates.isEmpty() && tables.isEmpty()) {
      return StreamOperators.table();
    }
    List<SqlOperator> operators = new ArrayList<>();
    tables.forEach(function -> operators.add(new UserTableOperator(function)));
    aggregates.forEach(function -> operators.add(new UserAggregateOperator(function)));
    functions.forEach(function -> operators.add(signature(function)));
    return SqlOperatorTables.chain(StreamOperators.table(), new StreamOperators.Table(operators));
  }

  private static SqlFunction signature(UserFunction function) {
    return SqlBasicFunction.create(
            function.name(),
            binding -> Types.toCalcite(function.result(), true, binding.getTypeFactory()),
            OperandTypes.family(function.parameters().stream().map(UserFunctions::family).toList()))
        .withFunctionType(SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  static SqlTypeFamily family(DataType type) {
    return switch (type) {
      case DataType.Bool _ -> SqlTypeFamily.BOOLEAN;
      case DataType.Integral _ -> SqlTypeFamily.INTEGER;
      case DataType.Decimal _ -> SqlTypeFamily.EXACT_NUMERIC;
      case DataType.Floating _ -> SqlTypeFamily.NUMERIC;
      case DataType.Char _, DataType.Varchar _ -> SqlTypeFamily.CHARACTER;
      case DataType.Varbinary _ -> SqlTypeFamily.BINARY;
      case DataType.Geometry _ -> SqlTypeFamily.GEO;
      case DataType.Date _ -> SqlTypeFamily.DATE;
      case DataType.Time _ -> SqlTypeFamily.TIME;
      case DataType.Timestamp _ -> SqlTypeFamily.TIMESTAMP;
      case DataType.Interval i ->
          switch (i.family()) {
            case YEAR_MONTH -> SqlTypeFamily.INTERVAL_YEAR_MONTH;
            case DAY_TIME -> SqlTypeFamily.INTERVAL_DAY_TIME;
          };
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          SqlTypeFamily.ANY;
    };
  }
}
