package io.velostream.runtime.job;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.UnavailableException;
import java.io.IOException;

/// Failures of files and sinks, as the user hears of them.
public final class Failures {
  private Failures() {}

  /// The error that ends a run.
  public static EnvironmentException of(IOException e) {
    String message = e.getMessage();
    return new EnvironmentException(
        message == null ? e.getClass().getSimpleName() : message, e, mayPass(e));
  }

  /// Whether it may go well later by itself: a sink may be back, and a disk have room again. A job
  /// that is saved then goes on from its last epoch.
  private static boolean mayPass(IOException e) {
    String message = e.getMessage();
    return e instanceof UnavailableException
        || (message != null
            && (message.contains("No space left") || message.contains("quota exceeded")));
  }
}
