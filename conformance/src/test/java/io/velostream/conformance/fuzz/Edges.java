package io.velostream.conformance.fuzz;

/// How often each place of the instrumented code was passed. Of one thread at a time.
public final class Edges {
  static final int SIZE = 1 << 16;

  /// Indexed by place; different places may share an entry.
  static final byte[] COUNTS = new byte[SIZE];

  private Edges() {}

  /// Called by instrumented code.
  public static void hit(int place) {
    COUNTS[place & SIZE - 1]++;
  }
}
