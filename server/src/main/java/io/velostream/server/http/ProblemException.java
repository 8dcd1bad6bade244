package io.velostream.server.http;

/// A request that cannot be granted, with the status that says so.
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ProblemException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
