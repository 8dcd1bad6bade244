package io.velostream.expression.user;

import io.velostream.expression.EvaluationContext;
import org.jspecify.annotations.Nullable;

/// What a [UserFunction] computes, over boxed lane values (see [io.velostream.columnar.Values]).
@FunctionalInterface
public interface LaneBody {
  /// The result, or `null` for NULL.
  ///
  /// @param arguments none is NULL
  @Nullable Object call(Object[] arguments);

  /// The result of a body that looks at more than its arguments.
  ///
  /// @param context of the thread that evaluates
  default @Nullable Object call(Object[] arguments, EvaluationContext context) {
    return call(arguments);
  }
}
