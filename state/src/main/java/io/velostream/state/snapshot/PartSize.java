package io.velostream.state.snapshot;

/// How finely state is cut into parts that are saved only when they have changed.
///
/// @param slotBits a part has the state of 2 to that power slots
/// @param leastBytes smaller parts are always written: a reference would cost as much
public record PartSize(int slotBits, int leastBytes) {
  /// Fine enough that few changes touch few parts, coarse enough that a part is a block of a file.
  public static final PartSize USUAL = new PartSize(12, 1 << 12);

  /// The most that a part may have; a part of more is always written.
  static final long MOST_BYTES = 1 << 24;

  public PartSize {
    if (slotBits < 0 || slotBits > 12 || leastBytes < 1) {
      throw new IllegalArgumentException("no size of parts: " + slotBits + ", " + leastBytes);
    }
  }
}
