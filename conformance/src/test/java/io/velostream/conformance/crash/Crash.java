package io.velostream.conformance.crash;

/// The process dies here; an error that nothing catches.
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  public Crash() {
    super("crash", null, false, false);
  }
}
