package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import java.util.List;
import java.util.Optional;

/// All scalar functions by name.
public final class FunctionCatalogue {
  private FunctionCatalogue() {}

  /// Builds a call of the function of that SQL name (operators go by their SQL sign: `+`, `<=`,
  /// `LIKE`), or nothing when no overload takes arguments of these types.
  ///
  /// The expression has type `result`, which the SQL side has derived; casts of arguments that the
  /// implementation needs are added.
  public static Optional<Expression> call(
      String name, List<Expression> arguments, DataType result, SourcePosition position) {
    throw new UnsupportedOperationException(name + arguments + result + position);
  }

  /// Names of all functions, sorted.
  public static List<String> names() {
    return List.of();
  }
}
