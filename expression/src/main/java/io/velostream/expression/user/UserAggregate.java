package io.velostream.expression.user;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import java.util.List;

/// An aggregate function of the program's own. Rows with a NULL argument are left out.
///
/// @param parameters one at least
public record UserAggregate(
    String name, List<DataType> parameters, DataType result, LaneAggregate body) {
  public UserAggregate {
    parameters = List.copyOf(parameters);
  }

  /// The function where it is called.
  ///
  /// @param position of the call, for errors
  public record Call(UserAggregate function, SourcePosition position) {
    /// Two calls of a function in different places compute the same.
    @Override
    public boolean equals(Object other) {
      return other instanceof Call call && call.function.equals(function);
    }

    @Override
    public int hashCode() {
      return function.hashCode();
    }
  }
}
