package io.velostream.state.snapshot;

/// A run of key groups, those of one pipeline.
///
/// @param first the first group
/// @param end the group after the last one
public record KeyRange(int first, int end) {
  /// All groups.
  public static final KeyRange ALL = new KeyRange(0, KeyGroups.COUNT);

  public KeyRange {
    if (first < 0 || end < first || end > KeyGroups.COUNT) {
      throw new IllegalArgumentException("no range of key groups: " + first + " to " + end);
    }
  }

  /// Whether the range holds the group of a key with this [KeyHash].
  public boolean holds(long hash) {
    int group = KeyGroups.of(hash);
    return group >= first && group < end;
  }

  /// Whether state that belongs to no key is for the pipeline of this range: the first one.
  public boolean holdsUnkeyed() {
    return first == 0 && end > 0;
  }
}
