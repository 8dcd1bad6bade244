package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import java.util.List;
import java.util.Optional;

/// Where calls of scalar functions come from: in production
/// [io.velostream.expression.function.FunctionCatalogue#call].
@FunctionalInterface
public interface FunctionSource {
  /// The call of the function of that SQL name, of type `result`; nothing when no overload takes
  /// the arguments.
  Optional<Expression> call(
      String name, List<Expression> arguments, DataType result, SourcePosition position);
}
