package io.velostream.runtime.checkpoint;

/// When and where a job is saved.
///
/// @param folder the job's own
/// @param intervalNanos how long an epoch lasts, at least; it ends between two steps
/// @param rest so many times as long as a save has held the job up, and the cores where all are
///   busy, it is left alone afterwards, even if the interval is over
/// @param retain how many of the latest epochs are kept
/// @param fresh whether to forget what was saved, and start over
/// @param from the folder of the savepoint to start from when nothing else was saved; empty: none
public record CheckpointPolicy(
    String folder, long intervalNanos, int rest, int retain, boolean fresh, String from) {
  public CheckpointPolicy {
    if (intervalNanos < 0 || rest < 0 || retain < 1) {
      throw new IllegalArgumentException("no policy: " + intervalNanos + ", " + retain);
    }
  }

  /// The same with another savepoint to start from.
  CheckpointPolicy from(String folder) {
    return new CheckpointPolicy(this.folder, intervalNanos, rest, retain, fresh, folder);
  }
}
