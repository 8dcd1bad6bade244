package io.velostream.sql.validate;

import io.velostream.columnar.Field;
import io.velostream.expression.user.TableFunction;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/// The signature of a table function that the program brings along.
public final class UserTableOperator extends SqlFunction implements SqlTableFunction {
  private final TableFunction function;

  UserTableOperator(TableFunction function) {
    super(
        function.name(),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        null,
        OperandTypes.family(function.parameters().stream().map(UserFunctions::family).toList()),
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    this.function = function;
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return binding -> {
      RelDataTypeFactory types = binding.getTypeFactory();
      RelDataTypeFactory.Builder row = types.builder();
      for (Field column : function.columns().fields()) {
        row.add(column.name(), Types.toCalcite(column.type(), true, types));
      }
      return row.build();
    };
  }

  /// What it computes.
  public TableFunction function() {
    return function;
  }
}
