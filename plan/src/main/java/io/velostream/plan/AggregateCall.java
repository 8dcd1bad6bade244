package io.velostream.plan;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.user.UserAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/// One aggregate of a GROUP BY.
///
/// @param arguments indexes of input columns; empty for COUNT(*)
/// @param distinct whether equal argument values count once
/// @param filter index of a BOOLEAN input column: only rows where it is TRUE count
/// @param order WITHIN GROUP (ORDER BY …), empty without one
/// @param parameters constants: the fraction of a quantile (a DOUBLE), the separator of STRING_AGG
/// @param type the result type
/// @param name the output column's name
/// @param user what USER stands for; empty for all others
public record AggregateCall(
    AggregateFunction function,
    List<Integer> arguments,
    boolean distinct,
    OptionalInt filter,
    List<SortKey> order,
    List<Literal> parameters,
    DataType type,
    String name,
    Optional<UserAggregate.Call> user) {
  public AggregateCall {
    arguments = List.copyOf(arguments);
    order = List.copyOf(order);
    parameters = List.copyOf(parameters);
  }

  /// A function of ours.
  public AggregateCall(
      AggregateFunction function,
      List<Integer> arguments,
      boolean distinct,
      OptionalInt filter,
      List<SortKey> order,
      List<Literal> parameters,
      DataType type,
      String name) {
    this(function, arguments, distinct, filter, order, parameters, type, name, Optional.empty());
  }

  /// A function of ours without order and parameters.
  public AggregateCall(
      AggregateFunction function,
      List<Integer> arguments,
      boolean distinct,
      OptionalInt filter,
      DataType type,
      String name) {
    this(function, arguments, distinct, filter, List.of(), List.of(), type, name);
  }

  /// All columns that it reads.
  public List<Integer> columns() {
    List<Integer> columns = new ArrayList<>(arguments);
    filter.ifPresent(columns::add);
    order.forEach(key -> columns.add(key.column()));
    return columns;
  }

  /// The same over columns that have moved.
  public AggregateCall moved(IntUnaryOperator move) {
    return new AggregateCall(
        function,
        arguments.stream().map(move::applyAsInt).toList(),
        distinct,
        filter.isPresent()
            ? OptionalInt.of(move.applyAsInt(filter.getAsInt()))
            : OptionalInt.empty(),
        order.stream()
            .map(key ->
                new SortKey(move.applyAsInt(key.column()), key.descending(), key.nullsFirst()))
            .toList(),
        parameters,
        type,
        name,
        user);
  }
}
