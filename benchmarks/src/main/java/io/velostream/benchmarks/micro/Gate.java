package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.check.CheckFailure;

/// What stands between a wrong result and its timing.
final class Gate {
  private Gate() {}

  /// @throws CheckFailure unless both are equal
  static void requireEqual(Object expected, Object actual, String what) {
    if (!expected.equals(actual)) {
      throw new CheckFailure(what + ": " + actual + " instead of " + expected);
    }
  }
}
