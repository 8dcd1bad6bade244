package io.velostream.state.snapshot;

import io.velostream.columnar.Vector;
import java.util.List;

/// A run of key groups, those of one pipeline.
///
/// @param first the first group
/// @param end the group after the last one
/// @param by which columns of a key say where it belongs, by their places in the key; none if all
///   of them do, in their order. Rows that were brought together by the columns of one operator lie
///   right for a later one with more columns, whose keys then belong where these rows are
public record KeyRange(int first, int end, List<Integer> by) {
  /// All groups.
  public static final KeyRange ALL = new KeyRange(0, KeyGroups.COUNT);

  /// No group at all.
  public static final KeyRange NONE = new KeyRange(KeyGroups.COUNT, KeyGroups.COUNT);

  /// A run of groups where all columns of a key say where it belongs.
  public KeyRange(int first, int end) {
    this(first, end, List.of());
  }

  public KeyRange {
    by = List.copyOf(by);
    if (first < 0 || end < first || end > KeyGroups.COUNT) {
      throw new IllegalArgumentException("no range of key groups: " + first + " to " + end);
    }
  }

  /// The same groups for keys that have other columns besides those which say where they belong.
  ///
  /// @param places of these columns in the key
  public KeyRange by(List<Integer> places) {
    return new KeyRange(first, end, places);
  }

  /// Writes the hash of each of `count` keys to `out`, as [#holds] takes it.
  public void hash(Vector[] key, int count, long[] out) {
    KeyHash.of(
        by.isEmpty() ? key : by.stream().map(place -> key[place]).toArray(Vector[]::new),
        null,
        count,
        out);
  }

  /// Whether the range holds the group of a key with such a hash.
  public boolean holds(long hash) {
    int group = KeyGroups.of(hash);
    return group >= first && group < end;
  }

  /// Which of `count` keys are in the range.
  public boolean[] held(Vector[] key, int count) {
    long[] hashes = new long[count];
    hash(key, count, hashes);
    boolean[] held = new boolean[count];
    for (int i = 0; i < count; i++) {
      held[i] = holds(hashes[i]);
    }
    return held;
  }

  /// Whether state that belongs to no key is for the pipeline of this range: the first one.
  public boolean holdsUnkeyed() {
    return first == 0 && end > 0;
  }
}
