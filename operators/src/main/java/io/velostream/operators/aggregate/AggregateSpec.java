package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import java.util.List;
import java.util.OptionalInt;

/// One aggregate function over columns of the input.
///
/// @param arguments indexes of input columns; empty for COUNT(*); only COUNT takes several
/// @param distinct whether equal argument values count once; of no effect for MIN, MAX, ANY_VALUE,
///   FIRST_VALUE and LAST_VALUE
/// @param filter index of a BOOLEAN input column: only rows where it is TRUE count
/// @param type the type of the result
public record AggregateSpec(
    AggregateFunction function,
    List<Integer> arguments,
    boolean distinct,
    OptionalInt filter,
    DataType type) {
  public AggregateSpec {
    arguments = List.copyOf(arguments);
    boolean count = function == AggregateFunction.COUNT;
    if (!count && arguments.size() != 1) {
      throw new IllegalArgumentException(function + " takes one argument, not " + arguments.size());
    }
  }
}
