package io.velostream.state.snapshot;

/// Bytes that were said to be saved state are not, or belong to something else. Whoever knows where
/// the bytes came from tells the user so.
public final class DamagedStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String kind;
  private final long offset;

  DamagedStateException(String kind, long offset, String what) {
    super("saved state of " + kind + ", byte " + offset + ": " + what);
    this.kind = kind;
    this.offset = offset;
  }

  /// The innermost block in which the fault was met; `pipeline` outside of all blocks.
  public String kind() {
    return kind;
  }

  /// Where reading stood, in bytes from the start of the input.
  public long offset() {
    return offset;
  }
}
