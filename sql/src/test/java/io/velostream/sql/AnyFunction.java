package io.velostream.sql;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.function.ScalarFunction;
import io.velostream.sql.bind.FunctionSource;
import java.util.List;
import java.util.Optional;

/// Functions of every name that take whatever they are given: plans can be looked at without the
/// catalogue, and do not change when an implementation gets another cast.
final class AnyFunction implements FunctionSource {
  @Override
  public Optional<Expression> call(
      String name, List<Expression> arguments, DataType result, SourcePosition position) {
    ScalarFunction function =
        new ScalarFunction(
            name,
            AnyFunction.class,
            "none",
            arguments.stream().map(a -> a.type().lane()).toList(),
            result.lane(),
            false,
            true);
    boolean nullable = arguments.stream().anyMatch(Expression::nullable);
    return Optional.of(new Expression.Call(function, arguments, result, nullable, position));
  }
}
