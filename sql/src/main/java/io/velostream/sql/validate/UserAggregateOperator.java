package io.velostream.sql.validate;

import io.velostream.expression.user.UserAggregate;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.util.Optionality;

/// The signature of an aggregate function that the program brings along.
public final class UserAggregateOperator extends SqlAggFunction {
  private final UserAggregate function;

  UserAggregateOperator(UserAggregate function) {
    super(
        function.name(),
        null,
        SqlKind.OTHER_FUNCTION,
        binding -> Types.toCalcite(function.result(), true, binding.getTypeFactory()),
        null,
        OperandTypes.family(function.parameters().stream().map(UserFunctions::family).toList()),
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
    this.function = function;
  }

  /// What it computes.
  public UserAggregate function() {
    return function;
  }
}
