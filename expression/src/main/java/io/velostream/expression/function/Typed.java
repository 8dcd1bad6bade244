package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import java.util.List;
import java.util.Optional;

/// Functions that are one kernel with a fixed list of parameter types, and that SQL knows from
/// here: as [Simple], with a [Signature].
final class Typed {
  private Typed() {}

  /// A function of a kernel, all of whose arguments are required.
  static Definition of(
      String name, Class<?> owner, String method, DataType result, DataType... parameters) {
    return of(name, owner, method, result, parameters.length, parameters);
  }

  /// A function of a kernel.
  ///
  /// @param required how many arguments there must be at least
  static Definition of(
      String name,
      Class<?> owner,
      String method,
      DataType result,
      int required,
      DataType... parameters) {
    return definition(name, owner, method, result, false, required, List.of(parameters));
  }

  /// A function of a kernel that can give NULL.
  static Definition orNull(
      String name,
      Class<?> owner,
      String method,
      DataType result,
      int required,
      DataType... parameters) {
    return definition(name, owner, method, result, true, required, List.of(parameters));
  }

  private static Definition definition(
      String name,
      Class<?> owner,
      String method,
      DataType result,
      boolean maybeNull,
      int required,
      List<DataType> parameters) {
    Signature signature = new Signature(name, parameters, required, result, maybeNull);
    Definition.Binder binder =
        call -> Simple.bind(call, owner, method, result, required, parameters);
    return new Definition(name, true, binder, Optional.of(signature));
  }
}
