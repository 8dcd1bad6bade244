package io.velostream.connector.parquet;

/// Something in a file is not as the format has it. Whoever knows the file and the column makes an
/// error for the user of it.
final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedException(String message) {
    super(message);
  }

  DamagedException(String message, Throwable cause) {
    super(message, cause);
  }
}
