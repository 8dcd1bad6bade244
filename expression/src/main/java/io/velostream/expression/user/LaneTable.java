package io.velostream.expression.user;

import org.jspecify.annotations.Nullable;

/// What a table function computes, over boxed lane values (see [io.velostream.columnar.Values]).
@FunctionalInterface
public interface LaneTable {
  /// The rows for some arguments, a value per column, `null` for NULL. They are read once, before
  /// the next call.
  ///
  /// @param arguments none is NULL
  Iterable<@Nullable Object[]> call(Object[] arguments);
}
