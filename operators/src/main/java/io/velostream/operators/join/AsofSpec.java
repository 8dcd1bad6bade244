package io.velostream.operators.join;

import io.velostream.columnar.Lane;
import java.util.ArrayList;
import java.util.List;

/// What an ASOF join joins: each row of the left input with the one row of the right input that has
/// equal keys and lies next to it by an order.
///
/// @param left lanes of the left input's columns
/// @param right lanes of the right input's columns
/// @param keys what must be equal
/// @param leftOrder the column of the left input that is compared; a row with NULL matches nothing
/// @param rightOrder the column of the right input that it is compared with, of the same lane
/// @param following whether the right row is the next one from the left row on, rather than the
///   last one up to it
/// @param strict whether rows of equal order do not match
/// @param outer whether rows of the left input without a match come out, beside NULLs
/// @param latestWins whether among right rows of equal order the one counts that came last;
///   otherwise the greatest by its columns, however the rows arrive
/// @param leftRetracts whether the left input can hold retractions
/// @param rightRetracts whether the right input can hold retractions
public record AsofSpec(
    List<Lane> left,
    List<Lane> right,
    List<JoinKey> keys,
    int leftOrder,
    int rightOrder,
    boolean following,
    boolean strict,
    boolean outer,
    boolean latestWins,
    boolean leftRetracts,
    boolean rightRetracts) {
  public AsofSpec {
    left = List.copyOf(left);
    right = List.copyOf(right);
    keys = List.copyOf(keys);
  }

  /// Lanes of what comes out: the left row's columns, then the right row's.
  public List<Lane> output() {
    List<Lane> lanes = new ArrayList<>(left);
    lanes.addAll(right);
    return lanes;
  }
}
