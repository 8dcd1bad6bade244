package io.velostream.operators.over;

/// What keeps results by row index, and can give rows that are equal by the order the same one.
interface PeerResults {
  /// Gives each row the result of the last of its peers.
  ///
  /// @param rows indexes, partition by partition in order
  /// @param tied by place within `rows`: whether the next row is a peer of this one
  void spread(int[] rows, boolean[] tied, int count);
}
