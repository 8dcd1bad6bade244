package io.velostream.expression.function;

import io.velostream.expression.Expression;
import java.util.List;

/// One kernel call on the way from one type to another.
///
/// @param function takes the value so far, then the constants
/// @param constants what the kernel must know about the types: limits, scales, names
public record CastStep(ScalarFunction function, List<Expression.Literal> constants) {
  public CastStep {
    constants = List.copyOf(constants);
  }
}
