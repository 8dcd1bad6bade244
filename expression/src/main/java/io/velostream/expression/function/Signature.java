package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import java.util.List;

/// What a function of fixed types takes and gives: all that SQL needs to check a call.
///
/// @param parameters their types; an argument of a similar type is cast
/// @param required how many of them must be given
/// @param maybeNull whether the result can be NULL although no argument is
public record Signature(
    String name, List<DataType> parameters, int required, DataType result, boolean maybeNull) {
  public Signature {
    parameters = List.copyOf(parameters);
  }

  Signature named(String other) {
    return new Signature(other, parameters, required, result, maybeNull);
  }
}
