package io.velostream.operators.sort;

import io.velostream.columnar.Lane;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.rows.SortColumn;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// ORDER BY with OFFSET and LIMIT.
///
/// @param lanes of the input's columns
/// @param keys empty for a bare LIMIT
/// @param closingColumn an event-time column that is the first, ascending key: rows are then
///   released as the watermark passes them, otherwise at the end of the input
/// @param retracts whether the input may hold retractions
public record SortSpec(
    List<Lane> lanes,
    List<SortColumn> keys,
    OptionalInt closingColumn,
    long offset,
    OptionalLong limit,
    boolean retracts) {
  public SortSpec {
    lanes = List.copyOf(lanes);
    keys = List.copyOf(keys);
    if (closingColumn.isPresent()
        && (keys.isEmpty()
            || keys.getFirst().column() != closingColumn.getAsInt()
            || keys.getFirst().descending())) {
      throw new IllegalArgumentException("the closing column must be the first, ascending key");
    }
  }

  /// The operator for this description.
  ///
  /// @param late takes rows behind the watermark, of a sort with a closing column
  public Operator create(LateRows late) {
    if (retracts) {
      return new RetractingSort(this, late);
    }
    return keys.isEmpty()
        ? new LimitOperator(offset, limit.orElse(Long.MAX_VALUE))
        : new AppendSort(this, late);
  }
}
