package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import java.util.List;

/// Makes calls of scalar functions by their SQL names; a user error when there is none for the
/// arguments.
@FunctionalInterface
public interface FunctionCalls {
  /// The call, of type `result`.
  Expression call(
      String name, List<Expression> arguments, DataType result, SourcePosition position);
}
