package io.velostream.server.http;

import io.velostream.columnar.error.UserException;

/// The path names something that is not there.
final class NotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient UserException error;

  NotFoundException(UserException error) {
    super(error);
    this.error = error;
  }

  UserException error() {
    return error;
  }
}
