package io.velostream.expression;

import io.velostream.columnar.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pipeline stage: keep the rows whose `filter` is TRUE (all, when there is none), then compute
/// the `outputs` of those. An error in an output is raised for kept rows only.
///
/// @param inputs types of the input columns
/// @param filter a BOOLEAN expression, or `null`
/// @param outputs one expression per output column
public record Program(
    List<DataType> inputs, @Nullable Expression filter, List<Expression> outputs) {
  public Program {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
