package io.velostream.connector.avro;

/// Bytes are not what their schema says. Has no stack trace: data can be full of such.
final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message, null, false, false);
  }

  /// What is wrong.
  String reason() {
    return String.valueOf(getMessage());
  }
}
