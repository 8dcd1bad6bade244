package io.velostream.expression.user;

import org.jspecify.annotations.Nullable;

/// What a [UserFunction] computes, over boxed lane values (see [io.velostream.columnar.Values]).
@FunctionalInterface
public interface LaneBody {
  /// The result, or `null` for NULL.
  ///
  /// @param arguments none is NULL
  @Nullable Object call(Object[] arguments);
}
