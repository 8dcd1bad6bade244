package io.velostream.expression.user;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.function.ScalarFunction;
import java.util.List;

/// A scalar function of the program's own. It is not called when an argument is NULL: the result is
/// NULL then.
public final class UserFunction {
  private final String name;
  private final List<DataType> parameters;
  private final DataType result;
  private final ScalarFunction kernel;

  /// @param deterministic whether equal arguments always give an equal result
  public UserFunction(
      String name,
      List<DataType> parameters,
      DataType result,
      boolean deterministic,
      LaneBody body) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.result = result;
    List<Lane> lanes = parameters.stream().map(DataType::lane).toList();
    this.kernel =
        new ScalarFunction(
            name,
            BodyClasses.define(lanes, result.lane(), body),
            BodyClasses.METHOD,
            lanes,
            result.lane(),
            true,
            deterministic);
  }

  /// Its SQL name.
  public String name() {
    return name;
  }

  /// The types of its parameters.
  public List<DataType> parameters() {
    return parameters;
  }

  /// The type of its result.
  public DataType result() {
    return result;
  }

  /// A call.
  ///
  /// @param arguments of the parameters' types
  public Expression call(List<Expression> arguments, SourcePosition position) {
    return new Expression.Call(kernel, arguments, result, true, position);
  }
}
