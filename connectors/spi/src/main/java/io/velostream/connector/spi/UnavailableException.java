package io.velostream.connector.spi;

import java.io.IOException;

/// What is read or written cannot be reached at present; the same may succeed later without anybody
/// changing anything.
public final class UnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
