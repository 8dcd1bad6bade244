package io.velostream.columnar;

/// A start and a length packed into one `long`: the start in the upper 32 bits.
public final class Span {
  private Span() {}

  /// Packs a start and a length, both not negative.
  public static long of(int start, int length) {
    return ((long) start << 32) | length;
  }

  /// The index of the first byte.
  public static int start(long span) {
    return (int) (span >>> 32);
  }

  /// The number of bytes.
  public static int length(long span) {
    return (int) span;
  }
}
