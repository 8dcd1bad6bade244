package io.velostream.connector.formats.rows;

/// Bytes are not what their schema says. Has no stack trace: data can be full of such.
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param reason what is wrong
  public MalformedException(String reason) {
    super(reason, null, false, false);
  }

  /// What is wrong.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
