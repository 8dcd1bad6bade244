package io.velostream.operators.testing;

import java.util.SplittableRandom;

/// The seeds of tests with random input. A run of the build asks the same questions each time, so
/// that it tells of the commit and of nothing else; `-Dvelostream.seeds=N` asks others, and
/// `-Dvelostream.seed=S` one of them again.
public final class Seeds {
  private static final long SERIES = Long.getLong("velostream.seeds", 1);

  private Seeds() {}

  /// The seed of a round of a test.
  public static long of(int round) {
    Long one = Long.getLong("velostream.seed");
    return one != null ? one : new SplittableRandom((SERIES << 32) + round).nextLong();
  }
}
