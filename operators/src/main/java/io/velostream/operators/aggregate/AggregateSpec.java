package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.expression.user.UserAggregate;
import io.velostream.operators.rows.SortColumn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One aggregate function over columns of the input.
///
/// @param arguments indexes of input columns; empty for COUNT(*)
/// @param distinct whether equal argument values count once; of no effect for MIN, MAX, ANY_VALUE,
///   FIRST_VALUE, LAST_VALUE, ARG_MIN, ARG_MAX and MAP_AGG
/// @param filter index of a BOOLEAN input column: only rows where it is TRUE count
/// @param order the order of the rows within STRING_AGG and ARRAY_AGG; that of the values of
///   QUANTILE_CONT and QUANTILE_DISC, ascending if it is empty
/// @param parameters boxed constants: the fraction of a quantile, the separator of STRING_AGG
/// @param type the type of the result
/// @param user what USER stands for; empty for all others
public record AggregateSpec(
    AggregateFunction function,
    List<Integer> arguments,
    boolean distinct,
    OptionalInt filter,
    List<SortColumn> order,
    List<Object> parameters,
    DataType type,
    Optional<UserAggregate.Call> user) {
  public AggregateSpec {
    arguments = List.copyOf(arguments);
    order = List.copyOf(order);
    parameters = List.copyOf(parameters);
    int expected = function.arguments();
    if (expected >= 0 && arguments.size() != expected) {
      throw new IllegalArgumentException(
          function + " takes " + expected + " arguments, not " + arguments.size());
    }
  }

  /// A function of ours.
  public AggregateSpec(
      AggregateFunction function,
      List<Integer> arguments,
      boolean distinct,
      OptionalInt filter,
      List<SortColumn> order,
      List<Object> parameters,
      DataType type) {
    this(function, arguments, distinct, filter, order, parameters, type, Optional.empty());
  }

  /// A function of ours without order and parameters.
  public AggregateSpec(
      AggregateFunction function,
      List<Integer> arguments,
      boolean distinct,
      OptionalInt filter,
      DataType type) {
    this(function, arguments, distinct, filter, List.of(), List.of(), type);
  }
}
