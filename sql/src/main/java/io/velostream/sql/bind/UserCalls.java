package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.expression.user.UserFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The functions of the catalogue, and those that a program brings along.
public record UserCalls(List<UserFunction> functions) implements FunctionSource {
  @Override
  public Optional<Expression> call(
      String name, List<Expression> arguments, DataType result, SourcePosition position) {
    for (UserFunction function : functions) {
      if (function.name().equalsIgnoreCase(name)) {
        return Optional.of(call(function, arguments, position));
      }
    }
    return FunctionCatalogue.call(name, arguments, result, position);
  }

  private static Expression call(
      UserFunction function, List<Expression> arguments, SourcePosition position) {
    List<Expression> cast = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      if (argument.type() instanceof DataType.Null) {
        return new Literal(null, function.result());
      }
      cast.add(ExpressionBinder.castTo(argument, function.parameters().get(i), position));
    }
    return function.call(cast, position);
  }
}
