package io.velostream.connector.spi;

/// How far a sink is, by its own record.
///
/// @param run which run of the job has written it; 0 when it was never written to
/// @param epoch the last epoch committed, 0 for none
/// @param last whether that was the job's last one
public record SinkProgress(long run, long epoch, boolean last) {
  /// That of a sink that was never written to.
  public static final SinkProgress NONE = new SinkProgress(0, 0, false);

  /// That of a sink that keeps no record: it has what the latest checkpoint says, or more.
  public static final SinkProgress UNRECORDED = new SinkProgress(-1, -1, false);
}
