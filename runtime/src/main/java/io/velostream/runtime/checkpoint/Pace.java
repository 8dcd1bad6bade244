package io.velostream.runtime.checkpoint;

/// How long a job is left alone after an epoch: so many times as long as saving has taken from it.
/// That is the time in which it stood still, and, where its pipelines are busy on all cores, what
/// writing in the background has taken of these. Waiting for a disk takes nothing from it.
final class Pace {
  private final long rest;
  private final int pipelines;
  private final int cores;
  private long until;

  /// @param rest so many times; 0 for none
  /// @param pipelines of the job
  /// @param cores that they can run on
  /// @param now by the monotonic clock, as all moments here
  Pace(long rest, int pipelines, int cores, long now) {
    this.rest = rest;
    this.pipelines = pipelines;
    this.cores = cores;
    this.until = now;
  }

  /// An epoch was cut.
  ///
  /// @param standing how long the job stood still for that, in nanoseconds
  void cut(long now, long standing) {
    until = now + rest * standing;
  }

  /// The epoch that was cut has ended.
  ///
  /// @param standing how long the job stood still for it after it was cut
  /// @param cpu CPU time that has gone into writing it in the background, in nanoseconds
  void ended(long standing, long cpu) {
    long shared = pipelines >= cores ? cpu / cores : 0;
    until += rest * (standing + shared);
  }

  /// Whether the job is to be left alone at a moment.
  boolean rests(long now) {
    return now - until < 0;
  }
}
