package io.velostream.connector.spi;

import java.io.IOException;

/// A newer process has taken the job over; this one must stop.
public final class FencedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long newest;

  /// @param what what was found, for the message
  public FencedException(String what) {
    super("another process has taken this job over: " + what);
    this.newest = 0;
  }

  /// @param newest number of the process that was found to have written last
  public FencedException(long newest) {
    super("another process has taken this job over: its number is " + newest);
    this.newest = newest;
  }

  /// Number of the process that has written last; 0 when that is not known.
  public long newest() {
    return newest;
  }
}
