package io.velostream.expression.match;

import io.velostream.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/// What MATCH_RECOGNIZE looks for in each partition, and what it tells of what it finds.
///
/// @param variables names, by number
/// @param conditions by variable; none where every row will do
/// @param slots the columns of the measures
/// @param measures over `slots`
/// @param withinMicros less than this lies between the first and the last row of a match, by the
///   first column of the order
public record MatchDescription(
    List<String> variables,
    RowPattern pattern,
    List<Optional<MatchCondition>> conditions,
    List<MatchSlot> slots,
    List<Expression> measures,
    RowsPerMatch rows,
    SkipRule skip,
    OptionalLong withinMicros) {
  public MatchDescription {
    variables = List.copyOf(variables);
    conditions = List.copyOf(conditions);
    slots = List.copyOf(slots);
    measures = List.copyOf(measures);
  }

  /// The slots of all conditions and of the measures.
  public List<MatchSlot> allSlots() {
    List<MatchSlot> all = new ArrayList<>(slots);
    conditions.forEach(condition -> condition.ifPresent(c -> all.addAll(c.slots())));
    return all;
  }

  /// The same with some of the measures only.
  public MatchDescription withMeasures(List<MatchSlot> newSlots, List<Expression> newMeasures) {
    return new MatchDescription(
        variables, pattern, conditions, newSlots, newMeasures, rows, skip, withinMicros);
  }

  /// The same over columns that have moved.
  public MatchDescription moved(IntUnaryOperator move) {
    return new MatchDescription(
        variables,
        pattern,
        conditions.stream()
            .map(condition ->
                condition.map(c -> new MatchCondition(moved(c.slots(), move), c.test())))
            .toList(),
        moved(slots, move),
        measures,
        rows,
        skip,
        withinMicros);
  }

  private static List<MatchSlot> moved(List<MatchSlot> slots, IntUnaryOperator move) {
    return slots.stream().map(slot -> slot.moved(move)).toList();
  }
}
