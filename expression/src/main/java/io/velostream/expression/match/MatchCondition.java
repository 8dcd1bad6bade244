package io.velostream.expression.match;

import io.velostream.expression.Expression;
import java.util.List;

/// What a row must meet to be one of a variable.
///
/// @param slots the columns of `test`, as they are with the row taken for the variable
/// @param test of type BOOLEAN
public record MatchCondition(List<MatchSlot> slots, Expression test) {
  public MatchCondition {
    slots = List.copyOf(slots);
  }
}
