package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Varbinary;
import io.velostream.expression.Expression;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that are one kernel with a fixed list of parameter types, of which the last ones may
/// be left out if the kernel has an overload without them.
final class Simple {
  private Simple() {}

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
    List<DataType> types = List.of(parameters);
    return Definition.of(name, call -> bind(call, owner, method, result, required, types));
  }

  /// A function of a kernel, all of whose arguments are required.
  static Definition of(
      String name, Class<?> owner, String method, DataType result, DataType... parameters) {
    return of(name, owner, method, result, parameters.length, parameters);
  }

  /// An argument as a parameter type, or `null` when it has no cast to it. Integers and texts of
  /// any length, and bytes where text is wanted, are taken as they are.
  static @Nullable Expression as(Invocation call, Expression value, DataType parameter) {
    DataType type = value.type();
    boolean same =
        parameter.equals(DataType.STRING)
            ? ComparisonFunctions.isText(type) || type instanceof Varbinary
            : parameter instanceof Varbinary
                ? ComparisonFunctions.isText(type) || type instanceof Varbinary
                : parameter.equals(DataType.BIGINT) && type instanceof DataType.Integral;
    if (same) {
      return value;
    }
    return Casts.exists(type, parameter) ? call.cast(value, parameter) : null;
  }

  static @Nullable Expression bind(
      Invocation call,
      Class<?> owner,
      String method,
      DataType result,
      int required,
      List<DataType> parameters) {
    if (call.count() < required || call.count() > parameters.size()) {
      return null;
    }
    @Nullable Expression[] arguments = new @Nullable Expression[call.count()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = as(call, call.argument(i), parameters.get(i));
    }
    Expression[] known = Arrays.stream(arguments).filter(a -> a != null).toArray(Expression[]::new);
    return known.length < arguments.length
        ? null
        : call.asResult(call.call(owner, method, result, known));
  }
}
