package io.velostream.operators.aggregate;

import io.velostream.columnar.Schema;
import java.util.List;

/// What is grouped and computed: the immutable description that the grouping operators share.
///
/// @param input the columns of the input
/// @param keys indexes of the key columns; empty for one group of all rows
/// @param calls the functions; empty for DISTINCT
/// @param retracts whether the input can hold rows of negative weight
/// @param anyOrder whether the result must not depend on the order of rows even where it is given,
///   as when several pipelines feed the operator: floating sums are then exact, at some cost
public record Aggregation(
    Schema input,
    List<Integer> keys,
    List<AggregateSpec> calls,
    boolean retracts,
    boolean anyOrder) {
  public Aggregation {
    keys = List.copyOf(keys);
    calls = List.copyOf(calls);
  }

  /// The same, with sums that do not depend on the order of rows.
  public Aggregation inAnyOrder() {
    return new Aggregation(input, keys, calls, retracts, true);
  }
}
