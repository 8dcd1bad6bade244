package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.operators.rows.SortColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// OVER: the input's columns, then one column per function. All functions share partition and
/// order.
///
/// @param input types of the input's columns
/// @param partitionKeys columns; empty for one partition
/// @param order columns; rows that are equal by them are in order of arrival
/// @param timeOrdered whether the first order column is an ascending event-time column and rows are
///   put out as the watermark passes them, not at the end of the input
public record OverSpec(
    List<DataType> input,
    List<Integer> partitionKeys,
    List<SortColumn> order,
    boolean timeOrdered,
    List<OverFunction> functions) {
  public OverSpec {
    input = List.copyOf(input);
    partitionKeys = List.copyOf(partitionKeys);
    order = List.copyOf(order);
    functions = List.copyOf(functions);
    if (timeOrdered && (order.isEmpty() || order.getFirst().descending())) {
      throw new IllegalArgumentException("the first order column must be an ascending time");
    }
    for (OverFunction function : functions) {
      OverFrame frame = frame(function);
      if (frame != null && frame.measuresValues()) {
        requireMeasurable(input, order);
      }
    }
  }

  /// Lanes of the input's columns.
  List<Lane> inputLanes() {
    return input.stream().map(DataType::lane).toList();
  }

  /// Lanes of the output's columns.
  public List<Lane> outputLanes() {
    List<Lane> lanes = new ArrayList<>(inputLanes());
    functions.forEach(function -> lanes.add(function.type().lane()));
    return List.copyOf(lanes);
  }

  private static @Nullable OverFrame frame(OverFunction function) {
    return switch (function) {
      case OverFunction.Aggregate call -> call.frame();
      case OverFunction.Accumulated call -> call.frame();
      case OverFunction.NthValue call -> call.frame();
      case OverFunction.Lag _,
          OverFunction.Lead _,
          OverFunction.Ranking _,
          OverFunction.Distribution _ ->
          null;
    };
  }

  private static void requireMeasurable(List<DataType> input, List<SortColumn> order) {
    Lane lane = order.size() == 1 ? input.get(order.getFirst().column()).lane() : Lane.BYTES;
    switch (lane) {
      case LONG, DOUBLE -> {}
      case WIDE, BYTES ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED,
                  "a RANGE with a distance needs exactly one ORDER BY column, of a time or of a"
                      + " number of at most 18 digits")
              .hint("order by one such column, or use ROWS");
    }
  }
}
