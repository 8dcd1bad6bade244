package io.velostream.state.snapshot;

/// The fixed number of groups that all keys fall into. A pipeline has a run of them, so that state
/// moves in whole groups when their number changes, and rows and state of a key always meet.
public final class KeyGroups {
  /// Number of groups, and thus the largest number of pipelines.
  public static final int COUNT = 1 << 10;

  private static final int SHIFT = Long.SIZE - 10;

  private KeyGroups() {}

  /// The group of a key by its [KeyHash].
  public static int of(long hash) {
    return (int) (hash >>> SHIFT);
  }

  /// The groups of pipeline `index` of `pipelines`. The ranges of all pipelines follow one another.
  public static KeyRange rangeOf(int index, int pipelines) {
    if (pipelines < 1 || pipelines > COUNT || index < 0 || index >= pipelines) {
      throw new IllegalArgumentException("pipeline " + index + " of " + pipelines);
    }
    return new KeyRange(firstOf(index, pipelines), firstOf(index + 1, pipelines));
  }

  /// The pipeline, of `pipelines`, that has a group.
  public static int ownerOf(int group, int pipelines) {
    return group * pipelines / COUNT;
  }

  private static int firstOf(int index, int pipelines) {
    return (index * COUNT + pipelines - 1) / pipelines;
  }
}
