package io.velostream.runtime.exchange;

/// Keys lie in a fixed number of groups by their hash, and each pipeline has a range of groups:
/// with another number of pipelines, whole groups move.
public final class KeyGroups {
  /// Number of groups.
  public static final int COUNT = 1024;

  private static final int BITS = 10;

  private KeyGroups() {}

  /// The group of a hash of [io.velostream.columnar.Hashing].
  public static int of(long hash) {
    return (int) (hash >>> (Long.SIZE - BITS));
  }

  /// Which of `pipelines` a group belongs to.
  public static int owner(int group, int pipelines) {
    return group * pipelines >>> BITS;
  }
}
