package io.velostream.columnar.error;

/// Something outside the process failed: a disk, a file, a network.
public final class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /// @param retryable whether the same call may succeed later without anybody changing anything
  public EnvironmentException(String message, Throwable cause, boolean retryable) {
    super(message, cause);
    this.retryable = retryable;
  }

  /// Whether the same call may succeed later.
  public boolean retryable() {
    return retryable;
  }
}
