package io.velostream.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/// `unwrap` to the object itself.
interface Unwrapping extends Wrapper {
  @Override
  default <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw Errors.wrongUse("this is no wrapper for " + type.getName());
  }

  @Override
  default boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
