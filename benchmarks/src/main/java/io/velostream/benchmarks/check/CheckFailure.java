package io.velostream.benchmarks.check;

/// A result that is not what it should be.
public final class CheckFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message which result, and how it differs
  public CheckFailure(String message) {
    super(message);
  }
}
