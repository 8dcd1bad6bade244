package io.velostream.sql.validate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.expression.function.Signature;
import io.velostream.expression.user.TableFunction;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/// The signature of a table function, of the program or built in.
public final class UserTableOperator extends SqlFunction implements SqlTableFunction {
  private final TableFunction function;

  UserTableOperator(TableFunction function) {
    this(
        function,
        OperandTypes.family(function.parameters().stream().map(UserFunctions::family).toList()));
  }

  private UserTableOperator(TableFunction function, SqlOperandTypeChecker operands) {
    super(
        function.name(),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        null,
        operands,
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    this.function = function;
  }

  /// One that takes the text of a geometry as well as a geometry.
  static UserTableOperator spatial(TableFunction function) {
    List<DataType> parameters = function.parameters();
    DataType row = new DataType.Row(function.columns().fields());
    return new UserTableOperator(
        function,
        new SignatureChecker(
            List.of(new Signature(function.name(), parameters, parameters.size(), row, true))));
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
