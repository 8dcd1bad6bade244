package io.velostream.plan;

import io.velostream.columnar.DataType;
import java.util.List;
import java.util.OptionalInt;

/// One aggregate of a GROUP BY.
///
/// @param arguments indexes of input columns; empty for COUNT(*)
/// @param distinct whether equal argument values count once
/// @param filter index of a BOOLEAN input column: only rows where it is TRUE count
/// @param type the result type
/// @param name the output column's name
public record AggregateCall(
    AggregateFunction function,
    List<Integer> arguments,
    boolean distinct,
    OptionalInt filter,
    DataType type,
    String name) {
  public AggregateCall {
    arguments = List.copyOf(arguments);
  }
}
