package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.user.ElementFunction;
import io.velostream.expression.user.ElementFunction.Use;
import io.velostream.sql.validate.LambdaOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLambda;

/// Functions of arrays and lambdas. What a lambda takes from its row goes with it as a ROW, which
/// is never NULL itself.
final class LambdaRules {
  private LambdaRules() {}

  static Expression bind(RexCall call, ExpressionBinder binder) {
    String name = call.getOperator().getName();
    Use use = Objects.requireNonNull(LambdaOperators.use(name));
    Expression array = binder.bind(call.getOperands().get(0));
    DataType result = ExpressionBinder.type(call);
    if (!(array.type() instanceof DataType.Array type)) {
      return new Literal(null, result);
    }
    if (!(call.getOperands().get(1) instanceof RexLambda lambda)) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT, name + " takes a lambda", binder.position(call), "x -> x > 0");
    }
    Expression body = binder.bind(lambda.getExpression());
    DataType wanted =
        result instanceof DataType.Array array2 && use == Use.TRANSFORM
            ? array2.element()
            : DataType.BOOLEAN;
    List<Expression> captured = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 2; i < call.getOperands().size(); i++) {
      Expression value = binder.bind(call.getOperands().get(i));
      captured.add(value);
      fields.add(new Field("c" + i, value.type(), true));
    }
    DataType.Row row = new DataType.Row(fields);
    return new ElementFunction(
            use,
            type.element(),
            row,
            ExpressionBinder.castTo(body, wanted, binder.position(call)))
        .call(
            name + "[" + lambda + "]",
            array,
            binder.call("ROW", captured, row, binder.position(call)),
            result,
            binder.position(call));
  }
}
