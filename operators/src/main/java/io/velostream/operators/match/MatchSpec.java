package io.velostream.operators.match;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.expression.match.MatchDescription;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.rows.SortColumn;
import java.util.ArrayList;
import java.util.List;

/// MATCH_RECOGNIZE: the output is some columns of the input, then the measures.
///
/// @param input types of the input's columns
/// @param partitionKeys columns; empty for one partition
/// @param order columns; rows that are equal by them are in order of arrival
/// @param timeOrdered whether the first order column is an ascending event time and rows are looked
///   at as the watermark passes them, not at the end of the input
/// @param aggregates what slots of the description refer to
/// @param passed columns that the output begins with: of the row that comes out, or, with one row
///   for each match, of the row at which the match begins
public record MatchSpec(
    List<DataType> input,
    List<Integer> partitionKeys,
    List<SortColumn> order,
    boolean timeOrdered,
    MatchDescription match,
    List<AggregateSpec> aggregates,
    List<Integer> passed) {
  public MatchSpec {
    input = List.copyOf(input);
    partitionKeys = List.copyOf(partitionKeys);
    order = List.copyOf(order);
    aggregates = List.copyOf(aggregates);
    passed = List.copyOf(passed);
    if (timeOrdered && (order.isEmpty() || order.getFirst().descending())) {
      throw new IllegalArgumentException("the first order column must be an ascending time");
    }
    if (match.withinMicros().isPresent() && order.isEmpty()) {
      throw new IllegalArgumentException("WITHIN needs an order by time");
    }
  }

  /// Lanes of the input's columns.
  List<Lane> inputLanes() {
    return input.stream().map(DataType::lane).toList();
  }

  /// Lanes of the output's columns.
  public List<Lane> outputLanes() {
    List<Lane> lanes = new ArrayList<>();
    passed.forEach(column -> lanes.add(input.get(column).lane()));
    match.measures().forEach(measure -> lanes.add(measure.type().lane()));
    return List.copyOf(lanes);
  }
}
