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
      String signature,
      String summary,
      Class<?> owner,
      String method,
      DataType result,
      int required,
      DataType... parameters) {
    int end = signature.indexOf('(');
    String name = end < 0 ? signature : signature.substring(0, end);
    List<DataType> types = List.of(parameters);
    return Definition.of(
        name, signature, summary, call -> bind(call, owner, method, result, required, types));
  }

  /// A function of a kernel, all of whose arguments are required.
  static Definition of(
      String signature,
      String summary,
      Class<?> owner,
      String method,
      DataType result,
      DataType... parameters) {
    return of(signature, summary, owner, method, result, parameters.length, parameters);
  }

  /// An argument as a parameter type, or `null` when it has no cast to it. Integers and texts of
  /// any length, and bytes where text is wanted, are taken as they are.
  static @Nullable Expression as(Invocation call, Expression value, DataType parameter) {
    DataType type = value.type();
    boolean same =
        parameter.equals(DataType.STRING)
            ? ComparisonFunctions.isText(type) || type instanceof Varbinary
            : parameter.equals(DataType.BIGINT) && type instanceof DataType.Integral;
    if (same) {
      return value;
    }
    return Casts.exists(type, parameter) ? call.cast(value, parameter) : null;
  }

  private static @Nullable Expression bind(
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
