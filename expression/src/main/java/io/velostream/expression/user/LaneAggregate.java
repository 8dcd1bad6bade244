package io.velostream.expression.user;

import org.jspecify.annotations.Nullable;

/// What a [UserAggregate] computes, over boxed lane values (see [io.velostream.columnar.Values]).
/// States are the body's own objects.
public interface LaneAggregate {
  /// The state of no rows.
  Object create();

  /// Adds a row.
  ///
  /// @param arguments none is NULL
  void add(Object state, Object[] arguments);

  /// Whether rows can be taken back.
  boolean canRetract();

  /// Takes a row back that was added.
  void retract(Object state, Object[] arguments);

  /// Adds all of another state's rows to a state.
  void merge(Object state, Object other);

  /// The result, or `null` for NULL; the state stays as it is.
  @Nullable Object finish(Object state);

  /// Whether some row was taken back more often than added, as far as this can be known here.
  default boolean anyNegative() {
    return false;
  }

  /// Whether states can be written as bytes.
  default boolean isSavable() {
    return false;
  }

  /// A state as bytes.
  default byte[] write(Object state) {
    throw new UnsupportedOperationException("states cannot be written");
  }

  /// The state that bytes stand for.
  default Object read(byte[] bytes) {
    throw new UnsupportedOperationException("states cannot be read");
  }
}
