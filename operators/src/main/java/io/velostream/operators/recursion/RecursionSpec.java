package io.velostream.operators.recursion;

import io.velostream.columnar.Lane;
import io.velostream.columnar.error.SourcePosition;
import java.util.List;

/// What a recursive query is, but for what its rounds compute.
///
/// @param name of the query, for errors
/// @param lanes of the result
/// @param all UNION ALL: a row counts as often as it comes; otherwise once, and a row that was
///   there before begins no round
/// @param atEnd whether the result is wanted at the end of the input only, rather than after each
///   step
/// @param mostRounds how many rounds there may be
/// @param mostRows how many rows the result may have
/// @param position where the query stands
public record RecursionSpec(
    String name,
    List<Lane> lanes,
    boolean all,
    boolean atEnd,
    long mostRounds,
    long mostRows,
    SourcePosition position) {
  public RecursionSpec {
    lanes = List.copyOf(lanes);
  }
}
