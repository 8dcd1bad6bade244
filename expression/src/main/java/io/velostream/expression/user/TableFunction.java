package io.velostream.expression.user;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import java.util.List;

/// A function of one row that gives several. It is not called when an argument is NULL: there are
/// no rows then.
///
/// @param columns of its rows
public record TableFunction(
    String name, List<DataType> parameters, Schema columns, LaneTable body) {
  public TableFunction {
    parameters = List.copyOf(parameters);
  }

  /// The function where it is called.
  ///
  /// @param position of the call, for errors
  public record Call(TableFunction function, SourcePosition position) {}
}
