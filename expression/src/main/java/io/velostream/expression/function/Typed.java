package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import java.util.List;

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

  /// A function whose kernel has several lists of parameter types, each of which says what it
  /// gives. The first that takes the arguments as they are, or as numbers and geometries are cast,
  /// counts.
  static Definition overloaded(
      String name, Class<?> owner, String method, Signature... signatures) {
    List<Signature> all = List.of(signatures);
    Definition.Binder binder =
        call -> {
          for (Signature signature : all) {
            if (signature.takes(call.arguments().stream().map(Expression::type).toList())) {
              return Simple.bind(
                  call,
                  owner,
                  method,
                  signature.result(),
                  signature.required(),
                  signature.parameters());
            }
          }
          return null;
        };
    return new Definition(name, true, binder, all);
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
    return new Definition(name, true, binder, List.of(signature));
  }
}
