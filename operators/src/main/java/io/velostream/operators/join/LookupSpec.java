package io.velostream.operators.join;

import io.velostream.columnar.Lane;
import java.util.ArrayList;
import java.util.List;

/// A join with what a table has at the moment.
///
/// @param left lanes of the input
/// @param right lanes of what is looked up
/// @param leftKeys columns of the input
/// @param rightKeys columns of what is looked up, of the lanes of `leftKeys`
/// @param outer whether a row without a match comes out, beside NULLs
/// @param cache what is kept
public record LookupSpec(
    List<Lane> left,
    List<Lane> right,
    List<Integer> leftKeys,
    List<Integer> rightKeys,
    boolean outer,
    Cache cache) {
  /// What is kept of the rows that were found.
  public sealed interface Cache {
    /// Nothing from one batch to the next.
    record None() implements Cache {}

    /// The rows found last.
    ///
    /// @param maxRows how many; a key without rows counts as one
    /// @param expireMicros how long a row counts since it was found; 0 for ever
    /// @param missing whether it is kept that a key has no rows
    record Partial(long maxRows, long expireMicros, boolean missing) implements Cache {}

    /// All rows.
    ///
    /// @param reloadMicros after how long they are read anew; 0 for never
    record Full(long reloadMicros) implements Cache {}
  }

  public LookupSpec {
    left = List.copyOf(left);
    right = List.copyOf(right);
    leftKeys = List.copyOf(leftKeys);
    rightKeys = List.copyOf(rightKeys);
  }

  /// Lanes of the keys.
  List<Lane> keys() {
    return leftKeys.stream().map(left::get).toList();
  }

  /// Lanes of a pair.
  List<Lane> pair() {
    List<Lane> lanes = new ArrayList<>(left);
    lanes.addAll(right);
    return lanes;
  }
}
