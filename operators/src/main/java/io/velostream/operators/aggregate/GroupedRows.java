package io.velostream.operators.aggregate;

import org.jspecify.annotations.Nullable;

/// Some rows of a batch and the slots of their groups: what an accumulator takes in. A view that is
/// filled again for each batch; it owns nothing.
final class GroupedRows {
  /// Row indexes in order, or `null` for `0 .. count - 1`.
  int @Nullable [] rows;

  /// Number of rows.
  int count;

  /// The slot of each row, in the order of the rows.
  int[] slots = new int[0];

  /// Weights by row index, or `null` when all are 1.
  long @Nullable [] weights;

  /// What to add to a row's rank for the number of its arrival.
  long firstArrival;

  /// Ranks by row index, or `null` when rows arrived in the order of their index.
  int @Nullable [] ranks;

  int row(int k) {
    return rows == null ? k : rows[k];
  }

  long weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  long arrival(int row) {
    return firstArrival + (ranks == null ? row : ranks[row]);
  }

  void set(GroupedRows other) {
    rows = other.rows;
    count = other.count;
    slots = other.slots;
    weights = other.weights;
    firstArrival = other.firstArrival;
    ranks = other.ranks;
  }
}
