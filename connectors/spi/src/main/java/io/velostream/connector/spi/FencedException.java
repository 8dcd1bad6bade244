package io.velostream.connector.spi;

import java.io.IOException;

/// A newer process has taken the job over; this one must stop.
public final class FencedException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param what what was found, for the message
  public FencedException(String what) {
    super("another process has taken this job over: " + what);
  }
}
