package io.velostream.operators.aggregate;

/// When groups are published.
public enum Emission {
  /// At the end of each step: the old row of every group that changed is retracted, the new one
  /// inserted.
  CHANGES,
  /// As CHANGES, where every input record is a step of its own.
  CHANGES_PER_RECORD,
  /// At the end of each step all groups of the windows that the step touched, as insertions.
  WINDOW_SNAPSHOT,
  /// As WINDOW_SNAPSHOT, where every input record is a step of its own.
  WINDOW_SNAPSHOT_PER_RECORD,
  /// Once, when the watermark passes the group's time, or at the end of the input when it has none.
  FINAL
}
